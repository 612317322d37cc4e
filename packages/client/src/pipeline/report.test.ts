import { expect, test } from "vitest";
import { errorOf, fakeClient, json, refused } from "../../test/fake-api.ts";
import type { LogFacts, Logger, LogLevel } from "../log.ts";

function recorder() {
  const lines: [string, string, LogFacts][] = [];
  const at = (level: string) => (message: string, facts: LogFacts) =>
    void lines.push([level, message, facts]);
  const logger: Logger = { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
  return { lines, logger };
}

async function run(logLevel?: LogLevel) {
  const { lines, logger } = recorder();
  const { client, clock } = fakeClient([json({}, 503, { "x-request-id": "r1" }), refused(), json({}, 404)], {
    logger,
    logLevel,
  });
  const call = errorOf(client.listJobs({ status: "secret-query" }));
  await clock.pass(10_000);
  await call;
  return lines;
}

test("a logger is told of every step, as far as its level goes", async () => {
  const steps = (lines: Awaited<ReturnType<typeof run>>) =>
    lines.map(([level, message]) => `${level} ${message}`);
  const all = [
    "debug acme listJobs sent",
    "info acme listJobs answered",
    "warn acme listJobs will be sent again",
    "debug acme listJobs sent",
    "warn acme listJobs will be sent again",
    "debug acme listJobs sent",
    "info acme listJobs answered",
    "error acme listJobs failed",
  ];
  expect(steps(await run("debug"))).toEqual(all);
  expect(steps(await run("info"))).toEqual(all.filter((step) => !step.startsWith("debug")));
  expect(steps(await run())).toEqual(all.filter((step) => /^(warn|error)/.test(step)));
  expect(steps(await run("error"))).toEqual(["error acme listJobs failed"]);
  expect(await run("off")).toEqual([]);
});

test("a line holds these facts and no others", async () => {
  const lines = await run("debug");
  expect(lines[1]?.[2]).toEqual({
    provider: "acme",
    operation: "listJobs",
    method: "GET",
    url: "https://api.acme.test/v2/jobs",
    attempt: 1,
    status: 503,
    requestId: "r1",
    durationMs: 0,
  });
  expect(lines[2]?.[2]).toMatchObject({ error: "HttpStatusError", delayMs: 250 });
  expect(JSON.stringify(lines)).not.toContain("secret");
});

test("a logger may know some levels only", async () => {
  const lines: string[] = [];
  const { client } = fakeClient([json({}, 404)], {
    logger: { error: (message) => void lines.push(message) },
    logLevel: "debug",
  });
  await errorOf(client.getJob({ job_id: "j" }));
  expect(lines).toEqual(["acme getJob failed"]);
});

test("a wait for the rate limit is told", async () => {
  const { lines, logger } = recorder();
  const { client, clock } = fakeClient([json({}, 429, { "retry-after": "5" }), json({})], {
    logger,
    logLevel: "debug",
  });
  await errorOf(client.pushJob({}));
  const call = client.getJob({ job_id: "j" });
  await clock.pass(10_000);
  await call;
  expect(lines.find(([, message]) => message.includes("waits"))?.[2]).toMatchObject({
    delayMs: 5_000,
    attempt: 0,
  });
});
