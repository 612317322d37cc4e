import { type ApiDescription, type ClientOptions, createClient } from "../src/index.ts";
import { FakeClock } from "./fake-clock.ts";

/** What a fake server was sent. */
export interface Sent {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly body: BodyInit | null | undefined;
  readonly init: RequestInit;
}

export type Answer = Response | Error | ((sent: Sent) => Response | Promise<Response>);

/** A fetch that gives the answers one after the other, and the last one again and again. Nothing reaches a network. */
export function fakeFetch(...answers: Answer[]) {
  const requests: Sent[] = [];
  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    const sent = {
      method: init.method ?? "GET",
      url,
      headers: new Headers(init.headers),
      body: init.body,
      init,
    };
    requests.push(sent);
    const answer = answers[Math.min(requests.length, answers.length) - 1] ?? json({});
    if (answer instanceof Error) throw answer;
    return answer instanceof Response ? answer.clone() : answer(sent);
  };
  return { fetch, requests };
}

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": "application/json", ...headers },
  });
}

/** A response that never comes, unless its signal is aborted. */
export function hang({ init }: Sent): Promise<Response> {
  return new Promise((_, reject) => {
    init.signal?.addEventListener("abort", () => reject(init.signal?.reason));
  });
}

/** What Node throws for a connection that was refused. */
export function refused(code = "ECONNREFUSED"): Error {
  const cause = Object.assign(new Error(`connect ${code} 127.0.0.1:443`), { code });
  return new TypeError("fetch failed", { cause });
}

export const api: ApiDescription = {
  provider: "acme",
  baseUrl: "https://api.acme.test/v2",
  baseUrlEnv: "ACME_BASE_URL",
  auth: {
    key: { option: "apiKey", env: "ACME_API_KEY", header: "Authorization", prefix: "Bearer " },
  },
  errors: {
    message: ["/detail", "/message", "/error"],
    code: ["/code"],
    requestId: { header: "x-request-id", body: ["/request_id"] },
  },
  operations: {
    getJob: { method: "GET", path: "/jobs/{job_id}", query: ["offset"] },
    awaitJob: { method: "GET", path: "/jobs/{job_id}/await" },
    listJobs: {
      method: "GET",
      path: "/jobs",
      query: ["limit", "offset", "status", "tags"],
      pagination: { items: "/data", param: "offset", next: { body: "/next_offset" }, end: -1 },
    },
    countJobs: {
      method: "GET",
      path: "/counted",
      query: ["limit", "skip"],
      pagination: { items: "", param: "skip", more: { header: "x-more" }, size: "limit" },
    },
    pushJob: { method: "POST", path: "/push", body: "flat", bodyRequired: true },
    createJob: { method: "POST", path: "/jobs", header: ["Idempotency-Key"], body: "flat" },
    searchJob: { method: "POST", path: "/search", body: "flat", returns: "json-or-events", retry: "on-429" },
    watchJob: { method: "GET", path: "/jobs/{job_id}/events", returns: "events" },
    cancelJob: { method: "DELETE", path: "/jobs/{job_id}", returns: "none" },
    getLogs: { method: "GET", path: "/logs", returns: "text" },
    getFile: { method: "GET", path: "/files/{id}", returns: "bytes" },
    putFile: { method: "PUT", path: "/files/{id}", body: "nested", contentType: "application/octet-stream" },
    uploadFile: { method: "POST", path: "/files", body: "flat", contentType: "multipart/form-data" },
    ping: { method: "GET", path: "/ping", security: [] },
    tearDown: { method: "POST", path: "/teardown", mayBeEmpty: true },
  },
};

type Input = Record<string, unknown>;
type Method<Result> = (input?: Input, options?: import("../src/index.ts").PageOptions) => Result;
type Operations = Record<
  | "getJob"
  | "tearDown"
  | "awaitJob"
  | "listJobs"
  | "countJobs"
  | "pushJob"
  | "createJob"
  | "searchJob"
  | "cancelJob"
  | "getLogs"
  | "getFile"
  | "putFile"
  | "uploadFile"
  | "ping",
  Method<Promise<unknown>>
> & { watchJob: Method<Promise<import("../src/index.ts").EventStream<unknown>>> };
type Streams = Record<
  "searchJob" | "watchJob",
  Method<Promise<import("../src/index.ts").EventStream<unknown>>>
>;
type AllPages = Record<"listJobs" | "countJobs", Method<import("../src/index.ts").Pages<unknown>>>;

/** A client of the fake API with a fake server behind it. Its random number is 0.5. */
export function fakeClient(
  answers: Answer[],
  options: ClientOptions = {},
  description: ApiDescription = api,
) {
  const clock = new FakeClock();
  const { fetch, requests } = fakeFetch(...answers);
  const client = createClient<Operations, Streams, AllPages>(description, {
    apiKey: "sk-secret-1234",
    fetch,
    clock,
    random: () => 0.5,
    ...options,
  });
  return { client, clock, requests };
}

/** The error that a promise is rejected with. */
export async function errorOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    (value) => {
      throw new Error(`resolved with ${String(value)}`);
    },
    (error: unknown) => error,
  );
}
