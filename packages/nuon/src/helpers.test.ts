import { HttpStatusError, ParameterError } from "@jobwire/client";
import { describe, expect, test } from "vitest";
import {
  answerApproval,
  createNuon,
  type InstallSandboxRun,
  type LogRecord,
  logsOf,
  sandboxRunOf,
} from "./index.ts";

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly cursor: string | null;
  readonly body: unknown;
}

/** From here on, in milliseconds, a timer never fires: the time limits of calls. */
const never = 60_000;

/** A client whose requests `answer` answers, on a clock whose timers fire in the next turn. */
function setUp(answer: (asked: Asked) => Response | object) {
  const requests: Asked[] = [];
  const delays: number[] = [];
  const timers = new Set<object>();
  const nuon = createNuon({
    apiKey: "key",
    orgId: "org",
    retry: { maxAttempts: 1 },
    clock: {
      now: () => 0,
      date: () => 0,
      after(ms, callback) {
        const timer = {};
        timers.add(timer);
        if (ms < never) {
          delays.push(ms);
          setImmediate(() => timers.delete(timer) && callback());
        }
        return () => timers.delete(timer);
      },
    },
    fetch: async (url, { method = "GET", headers, body }) => {
      const { pathname, search } = new URL(url);
      const asked = {
        method,
        path: pathname + search,
        cursor: new Headers(headers).get("x-nuon-api-offset"),
        body: body ? JSON.parse(String(body)) : undefined,
      };
      requests.push(asked);
      const answered = answer(asked);
      return answered instanceof Response ? answered : Response.json(answered);
    },
  });
  return { nuon, requests, delays, timers };
}

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const list: Item[] = [];
  for await (const item of items) list.push(item);
  return list;
}

const errorOf = (promise: Promise<unknown>) => promise.catch((error: unknown) => error);

/** Records by their ids. */
const records = (...ids: string[]): LogRecord[] => ids.map((id) => ({ id, body: `line ${id}` }));

/** A server with one log: before each look at the stream, the next of `states` takes place. */
function logServer(
  states: { readonly open?: true; readonly pages: Readonly<Record<string, [LogRecord[] | null, string]>> }[],
) {
  let state = -1;
  return setUp(({ path, cursor }) => {
    if (path === "/v1/log-streams/log1") return { id: "log1", ...(states[++state]?.open && { open: true }) };
    const [page, next] = states[state]?.pages[cursor ?? ""] ?? [[], ""];
    return Response.json(page, { headers: { "x-nuon-api-next": next } });
  });
}

const run = { log_stream: { id: "log1" } };

describe("the log of a run", () => {
  test("is read page by page, each record once, though pages overlap", async () => {
    const { nuon, requests, delays } = logServer([
      { pages: { "": [records("a", "b"), "2"], "2": [records("b", "c"), "3"], "3": [[], ""] } },
    ]);
    expect((await all(logsOf(nuon, run))).map(({ id }) => id)).toEqual(["a", "b", "c"]);
    expect(requests.map(({ path, cursor }) => [path, cursor])).toEqual([
      ["/v1/log-streams/log1", null],
      ["/v1/log-streams/log1/logs", null],
      ["/v1/log-streams/log1/logs", "2"],
      ["/v1/log-streams/log1/logs", "3"],
    ]);
    expect(delays).toEqual([]);
  });

  test("is followed from the last cursor while it is open, and read once more when it has closed", async () => {
    const { nuon, delays } = logServer([
      { open: true, pages: { "": [records("a"), ""] } },
      { open: true, pages: { "": [records("a", "b"), "2"], "2": [records("c"), ""] } },
      { pages: { "2": [records("c", "d"), ""] } },
    ]);
    expect((await all(logsOf(nuon, run, { pollMs: 5_000 }))).map(({ id }) => id)).toEqual([
      "a",
      "b",
      "c",
      "d",
    ]);
    expect(delays).toEqual([5_000, 5_000]);
  });

  test.each([
    ["a cursor that stays", { "": [records("a"), "2"], "2": [records("b"), "2"] }],
    ["an empty page with a cursor", { "": [records("a", "b"), "2"], "2": [[], "3"], "3": [[], "4"] }],
    ["a list that is null", { "": [records("a", "b"), "2"], "2": [null, ""] }],
  ] as const)("ends at %s", async (_, pages) => {
    const { nuon } = logServer([{ pages: pages as never }]);
    expect((await all(logsOf(nuon, run))).map(({ id }) => id)).toEqual(["a", "b"]);
  });

  test("has records without an id once, too", async () => {
    const { nuon } = logServer([
      { open: true, pages: { "": [[{ body: "x" }], ""] } },
      { pages: { "": [[{ body: "x" }, { body: "y" }], ""] } },
    ]);
    expect((await all(logsOf(nuon, run))).map(({ body }) => body)).toEqual(["x", "y"]);
  });

  test.each([
    ["a job", { raw: run }],
    ["a runner job", { log_stream_id: "log1" }],
  ])("is found in %s", async (_, source) => {
    const { nuon, requests } = logServer([{ pages: {} }]);
    await all(logsOf(nuon, source));
    expect(requests[0]?.path).toBe("/v1/log-streams/log1");
  });

  test("can be filtered", async () => {
    const { nuon, requests } = logServer([{ pages: {} }]);
    await all(logsOf(nuon, run, { filter: { severity_text: ["ERROR", "WARN"] } }));
    expect(requests[1]?.path).toBe("/v1/log-streams/log1/logs?severity_text=ERROR&severity_text=WARN");
  });

  test("is refused for a run that has none", async () => {
    const { nuon, requests } = logServer([]);
    const error = await errorOf(all(logsOf(nuon, {})));
    expect(error).toBeInstanceOf(ParameterError);
    expect(error).toMatchObject({ parameter: "log_stream_id" });
    expect(requests).toEqual([]);
  });

  test("ends with the signal's reason, and leaves no timer", async () => {
    const controller = new AbortController();
    const { nuon, timers } = logServer([{ open: true, pages: { "": [records("a"), ""] } }]);
    const logs = logsOf(nuon, run, { signal: controller.signal, pollMs: never });
    expect((await logs.next()).value).toMatchObject({ id: "a" });
    const next = errorOf(logs.next());
    for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
    expect(timers.size).toBe(1);
    controller.abort("stop");
    expect(await next).toBe("stop");
    expect(timers.size).toBe(0);
  });

  test("asks for nothing more after `break`", async () => {
    const { nuon, requests, timers } = logServer([{ open: true, pages: { "": [records("a", "b"), ""] } }]);
    for await (const { id } of logsOf(nuon, run)) if (id === "a") break;
    expect(requests.length).toBe(2);
    expect(timers.size).toBe(0);
  });
});

describe("an approval", () => {
  const action = {
    id: "waa1",
    kind: "approval",
    operation: "createWorkflowStepApprovalResponse",
    params: { workflow_id: "inw1", step_id: "iws1", approval_id: "waa1" },
  };

  test("is answered with a note", async () => {
    const { nuon, requests } = setUp(() => Response.json({ id: "war1", type: "approve" }, { status: 201 }));
    const answer = await answerApproval(nuon, action, "approve", { note: "Plan read." });
    expect(answer).toEqual({ id: "war1", type: "approve" });
    expect(requests).toMatchObject([
      {
        method: "POST",
        path: "/v1/workflows/inw1/steps/iws1/approvals/waa1/response",
        body: { response_type: "approve", note: "Plan read." },
      },
    ]);
  });

  test.each(["deny", "deny-skip-current", "retry", "auto-approve"] as const)(
    "is answered with %s",
    async (word) => {
      const { nuon, requests } = setUp(() => ({}));
      await answerApproval(nuon, action, word);
      expect(requests[0]?.body).toEqual({ response_type: word });
    },
  );

  test("is not what a retry is", async () => {
    const { nuon, requests } = setUp(() => ({}));
    const retry = { ...action, kind: "retry", operation: "retryWorkflowStep" };
    const error = await errorOf(answerApproval(nuon, retry, "approve"));
    expect(error).toBeInstanceOf(ParameterError);
    expect(String(error)).toContain("call retryWorkflowStep");
    expect(requests).toEqual([]);
  });

  test("that does not say which it is is refused", async () => {
    const { nuon } = setUp(() => ({}));
    const { approval_id, ...params } = action.params;
    const error = await errorOf(answerApproval(nuon, { ...action, params }, "approve"));
    expect(error).toMatchObject({ name: "ParameterError", parameter: "approval_id" });
  });

  test("that was answered before is an error of the server", async () => {
    const { nuon } = setUp(() => Response.json({ error: "already responded" }, { status: 400 }));
    expect(await errorOf(answerApproval(nuon, action, "deny"))).toBeInstanceOf(HttpStatusError);
  });
});

describe("the sandbox run of a workflow", () => {
  const workflow = { id: "inw1", owner_id: "inl1", created_at: "2026-06-10T14:03:28Z" };
  const target = (id: string, type = "install_sandbox_runs") => ({
    step_target_type: type,
    step_target_id: id,
  });

  test.each([
    ["the table's name", "install_sandbox_runs"],
    ["the document's name", "install_sandbox_run"],
  ])("is that of its last step, by %s", async (_, type) => {
    const { nuon, requests } = setUp(({ path }) => ({ id: path.split("/").at(-1) }));
    const steps = [target("sbr1", type), {}, target("sbr2", type), target("dpl1", "install_deploys")];
    expect(await sandboxRunOf(nuon, { raw: { ...workflow, steps } })).toEqual({ id: "sbr2" });
    expect(requests.map(({ path }) => path)).toEqual(["/v1/installs/inl1/sandbox-runs/sbr2"]);
  });

  const listed = (...runs: InstallSandboxRun[]) => setUp(() => runs);
  const later = "2026-06-10T15:00:00Z";

  test.each([{ workflow_id: "inw1" }, { install_workflow_id: "inw1" }])(
    "is found in the list by %o",
    async (by) => {
      const { nuon, requests } = listed(
        { id: "sbr9", workflow_id: "inw9", created_at: later },
        { id: "sbr1", ...by, created_at: later },
      );
      expect(await sandboxRunOf(nuon, workflow)).toMatchObject({ id: "sbr1" });
      expect(requests.map(({ path }) => path)).toEqual(["/v1/installs/inl1/sandbox-runs?limit=100"]);
    },
  );

  const steps = [target("sbr9")];

  test("is found in the list where the one that the step names is gone", async () => {
    const { nuon } = setUp(({ path }) =>
      path.endsWith("/sbr9")
        ? Response.json({ error: "not found" }, { status: 404 })
        : [{ id: "sbr1", workflow_id: "inw1", created_at: later }],
    );
    expect(await sandboxRunOf(nuon, { ...workflow, steps })).toMatchObject({ id: "sbr1" });
  });

  test("is not looked for in the list after another failure", async () => {
    const { nuon, requests } = setUp(() => Response.json({ error: "down" }, { status: 500 }));
    await expect(sandboxRunOf(nuon, { ...workflow, steps })).rejects.toMatchObject({ httpStatus: 500 });
    expect(requests.length).toBe(1);
  });

  test("is not looked for among runs that are older than the workflow", async () => {
    const full = Array.from({ length: 100 }, () => ({ id: "sbr0", created_at: "2026-06-09T00:00:00Z" }));
    const { nuon, requests } = listed(...full);
    expect(await sandboxRunOf(nuon, workflow)).toBeUndefined();
    expect(requests.length).toBe(1);
  });

  test("is absent while the install has none", async () => {
    const { nuon } = listed();
    expect(
      await sandboxRunOf(nuon, { ...workflow, steps: [target("dpl1", "install_deploys")] }),
    ).toBeUndefined();
  });
});
