import { expect, test } from "vitest";
import { type Answer, errorOf, fakeClient, hang, json, refused } from "../test/fake-api.ts";
import { settle } from "../test/fake-clock.ts";
import { fetchUrl } from "./index.ts";
import { type Span, type TracedOptions, type Tracer, traced } from "./opentelemetry.ts";

interface Recorded {
  readonly name: string;
  readonly kind: number;
  readonly attributes: Record<string, unknown>;
  status?: number;
  ended: boolean;
}

/** A tracer that keeps what its spans are told, in the order in which they began. */
function fakeTracer() {
  const spans: Recorded[] = [];
  const tracer: Tracer = {
    startActiveSpan(name, { kind, attributes }, run) {
      const recorded: Recorded = { name, kind, attributes: { ...attributes }, ended: false };
      spans.push(recorded);
      const span: Span = {
        setAttribute: (attribute, value) => Object.assign(recorded.attributes, { [attribute]: value }),
        setStatus: ({ code }) => Object.assign(recorded, { status: code }),
        end: () => Object.assign(recorded, { ended: true }),
      };
      return run(span) as never; // What `Run` returns, which no type can say of a generic function.
    },
  };
  return { tracer, spans };
}

function tracedClient(answers: Answer[], options?: TracedOptions) {
  const { tracer, spans } = fakeTracer();
  return { spans, ...fakeClient(answers, { middleware: [traced(tracer, options)] }) };
}

const namesOf = (spans: readonly Recorded[]) => spans.map(({ name }) => name);

test("a call is a span, and its attempt one by the conventions of HTTP", async () => {
  const { client, spans } = tracedClient([json({ id: "j" })]);
  await client.getJob({ job_id: "j", offset: 2 });
  expect(spans).toEqual([
    {
      name: "acme.getJob",
      kind: 0,
      attributes: { "jobwire.provider": "acme", "jobwire.operation": "getJob" },
      ended: true,
    },
    {
      name: "GET /jobs/{job_id}",
      kind: 2,
      attributes: {
        "http.request.method": "GET",
        "http.response.status_code": 200,
        "server.address": "api.acme.test",
        "server.port": 443,
        "url.full": "https://api.acme.test/v2/jobs/j",
        "url.template": "/jobs/{job_id}",
        "jobwire.operation": "getJob",
      },
      ended: true,
    },
  ]);
});

test("every attempt is a span that says which one it is and what came of it", async () => {
  const { client, clock, spans } = tracedClient([json({}, 503), refused(), json({ id: "j" })]);
  const call = client.getJob({ job_id: "j" });
  await clock.pass(10_000);
  await call;
  expect(namesOf(spans)).toEqual(["acme.getJob", ...Array(3).fill("GET /jobs/{job_id}")]);
  expect(
    spans.map(({ attributes, status }) => [
      attributes["http.request.resend_count"],
      attributes["error.type"],
      status,
    ]),
  ).toEqual([
    [undefined, undefined, undefined],
    [undefined, "503", 2],
    [1, "ConnectionError", 2],
    [2, undefined, undefined],
  ]);
});

test("a failed call names the class of its error and nothing of its message", async () => {
  const { client, spans } = tracedClient([json({ detail: "no such job of customer 12" }, 404)]);
  await errorOf(client.getJob({ job_id: "j" }));
  expect(spans[0]).toMatchObject({ status: 2, ended: true, attributes: { "error.type": "HttpStatusError" } });
  expect(spans[1]).toMatchObject({ status: 2, attributes: { "error.type": "404" } });
  expect(JSON.stringify(spans)).not.toContain("customer");
});

test("a status that the call takes for an answer is no error", async () => {
  const { client, spans } = tracedClient([json({}, 408)]);
  await client.awaitJob({ job_id: "j" }, { pending: [408] });
  expect(spans[1]?.attributes["http.response.status_code"]).toBe(408);
  expect(spans.map(({ status, attributes }) => status ?? attributes["error.type"])).toEqual([
    undefined,
    undefined,
  ]);
});

test("all spans of an aborted call end, whatever it was aborted with", async () => {
  const controller = new AbortController();
  const { client, spans } = tracedClient([hang]);
  const call = errorOf(client.getJob({ job_id: "j" }, { signal: controller.signal }));
  await settle();
  controller.abort("stop");
  expect(await call).toBe("stop");
  await settle();
  expect(spans.map(({ ended, attributes }) => [ended, attributes["error.type"]])).toEqual([
    [true, "_OTHER"],
    [true, "_OTHER"],
  ]);
});

test("no key, query or body gets into a span", async () => {
  const { client, spans } = tracedClient([json({ token: "sk-secret-1234" })]);
  await client.listJobs({ status: "secret-status" });
  await client.pushJob({ a: "secret-input" });
  await fetchUrl(client, "https://storage.test/f?X-Signature=secret");
  expect(JSON.stringify(spans)).not.toContain("secret");
});

test.each([
  ["https://api.acme.test:8443/a", 8443],
  ["http://api.acme.test/a", 80],
])("the port of %s is %i", async (url, port) => {
  const { client, spans } = tracedClient([new Response()]);
  await fetchUrl(client, url);
  expect(spans[1]).toMatchObject({ name: "GET", attributes: { "server.port": port } });
});

test("the trace goes along to the API, and not to addresses that it gave out", async () => {
  const { client, requests } = tracedClient([json({})], {
    inject: (carrier) => Object.assign(carrier, { traceparent: "00-1-2-01", baggage: "user=7" }),
  });
  await client.getJob({ job_id: "j" });
  await fetchUrl(client, "https://storage.test/f");
  expect(requests.map(({ headers }) => [headers.get("traceparent"), headers.get("baggage")])).toEqual([
    ["00-1-2-01", "user=7"],
    [null, null],
  ]);
});

test("without `inject` no header is added", async () => {
  const { client, requests } = tracedClient([json({})]);
  await client.getJob({ job_id: "j" });
  expect([...(requests[0]?.headers.keys() ?? [])]).toEqual(["accept", "authorization"]);
});
