// CPU per request of one client, in microseconds by round, as JSON; without an argument the names of the clients.
// Everything goes to a stubbed fetch, so that only the client is measured.
import { createNia } from "@jobwire/nia";
import ky from "ky";
import createOpenapiClient from "openapi-fetch";
import { createConfig, createClient as createHeyClient } from "./hey-api/client/index.js";
import { getOracleJob } from "./hey-api/sdk.gen.js";

const rounds = 9;
const requests = 20_000;
const baseUrl = "https://api.example.test/v2";
const url = `${baseUrl}/oracle/jobs/job-1`;
const text = JSON.stringify({
  job_id: "job-1",
  status: "running",
  query: "q".repeat(80),
  created_at: "2026-01-01T00:00:00Z",
  updated_at: "2026-01-01T00:00:01Z",
});
const init = { headers: { "content-type": "application/json" } };
const stub = async () => new Response(text, init);
const { signal } = new AbortController();
const authorization = "Bearer example-key";
const quiet = () => {};

const nia = createNia({
  apiKey: "example-key",
  baseUrl,
  fetch: stub,
  timeoutMs: 10_000,
  totalTimeoutMs: 60_000,
  middleware: [(request, next) => next(request)],
  logger: { debug: quiet, info: quiet, warn: quiet, error: quiet },
  logLevel: "warn",
});
const plainNia = createNia({ apiKey: "example-key", baseUrl, fetch: stub });
const openapi = createOpenapiClient({ baseUrl, fetch: stub, headers: { authorization } });
openapi.use({ onRequest: ({ request }) => request });
const plainOpenapi = createOpenapiClient({ baseUrl, fetch: stub, headers: { authorization } });
const kyClient = ky.create({
  fetch: stub,
  headers: { authorization },
  timeout: 10_000,
  hooks: { beforeRequest: [quiet] },
});
const hey = createHeyClient(createConfig({ baseUrl, fetch: stub, auth: "example-key" }));
hey.interceptors.request.use((request) => request);
const params = { path: { job_id: "job-1" } };
// What a caller of openapi-fetch or hey-api writes for the limits that they do not have.
const limits = () => AbortSignal.any([signal, AbortSignal.timeout(10_000)]);

const clients = {
  "raw fetch": async () => (await stub(url, { headers: { authorization }, signal })).json(),
  "jobwire, everything on": () => nia.getOracleJob({ job_id: "job-1" }, { signal }),
  "jobwire, defaults": () => plainNia.getOracleJob({ job_id: "job-1" }),
  "openapi-fetch alone, nothing on": () => plainOpenapi.GET("/oracle/jobs/{job_id}", { params }),
  "openapi-fetch, signal, timeout and middleware": () =>
    openapi.GET("/oracle/jobs/{job_id}", { params, signal: limits() }),
  "hey-api, signal, timeout and interceptor": () =>
    getOracleJob({ client: hey, path: params.path, signal: limits(), throwOnError: true }),
  "ky, signal, timeout, retries and hook": () => kyClient(url, { signal }).json(),
};

const name = process.argv[2];
if (name === undefined) {
  console.log(JSON.stringify(Object.keys(clients)));
  process.exit(0);
}
const request = clients[name];
const answer = await request();
const job = answer.data ?? answer;
if (job.status !== "running") throw new Error(`${name} does not read the answer`);
const cost = [];
// The first round warms up.
for (let round = -1; round < rounds; round += 1) {
  const before = process.cpuUsage();
  for (let count = 0; count < requests; count += 1) await request();
  const { user, system } = process.cpuUsage(before);
  if (round >= 0) cost.push((user + system) / requests);
}
console.log(JSON.stringify(cost));
process.exit(0); // timers of AbortSignal.timeout are left
