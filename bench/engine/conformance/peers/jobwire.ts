import { type ApiDescription, type Client, createClient, type RequestOptions } from "@jobwire/client";
import { bindJob, defineJob, every, type JobHandle, type JobKind, type JobRef } from "@jobwire/job-utils";
import type { Api } from "../answer.ts";
import { type PassedClock, type Peer, secret, type Waiting, type WaitSettings, words } from "../peer.ts";

interface Task {
  readonly id: string;
  readonly status: string;
}

interface Operations {
  createTask(input: object, options?: RequestOptions): Promise<Task>;
  getTask(input: { task_id: string }, options?: RequestOptions): Promise<Task>;
  cancelTask(input: { task_id: string }, options?: RequestOptions): Promise<Task>;
}

interface TaskTypes {
  client: Client<Operations>;
  starts: { createTask: object };
  params: object;
  body: Task;
  output: unknown;
  event: never;
  list: never;
  can: "cancel";
}

const description: ApiDescription = {
  provider: "bench",
  baseUrl: "https://bench.test",
  auth: { key: { option: "apiKey", header: "X-API-Key" } },
  errors: { message: ["/error"] },
  operations: {
    createTask: { method: "POST", path: "/tasks" },
    getTask: { method: "GET", path: "/tasks/{task_id}" },
    cancelTask: { method: "POST", path: "/tasks/{task_id}/cancel" },
  },
};

const task = defineJob<TaskTypes>({
  protocol: 1,
  provider: "bench",
  kind: "task",
  can: ["cancel"],
  starts: {
    createTask: {
      call: async (client, input, options) => {
        const reply = await client.withReply.createTask(input, options);
        return { reply, id: reply.raw.id };
      },
    },
  },
  read: (client, job, options) => client.withReply.getTask({ task_id: job.id }, options),
  cancel: (client, job, options) => client.withReply.cancelTask({ task_id: job.id }, options),
  statuses: { busy: "running", done: "succeeded", cancelled: "cancelled" },
  locate: (body) => ({ id: body.id, status: body.status }),
});

const wordOf = words("busy", "done", "cancelled");

function kindOf(api: Api, clock?: PassedClock, definition = task): JobKind<TaskTypes> {
  const { origin: baseUrl, fetch } = api;
  const options = { apiKey: secret, baseUrl, fetch, ...(clock && { clock }) };
  return bindJob(createClient<Operations>(description, options), definition);
}

function optionsOf({ signal, timeoutMs, intervalMs, keepAlive }: WaitSettings) {
  return {
    ...(signal && { signal }),
    ...(timeoutMs !== undefined && { timeoutMs }),
    ...(intervalMs !== undefined && { schedule: every(intervalMs) }),
    ...(keepAlive !== undefined && { keepAlive }),
  };
}

function waitingFor(kind: JobKind<TaskTypes>, handle: JobHandle<TaskTypes>): Waiting {
  return {
    wait: (settings) => kind.attach(handle.ref).wait(optionsOf(settings)),
    start: () => kind.start({}),
    run: (settings) => kind.run({}, optionsOf(settings)),
    cancel: () => handle.cancel(),
    overlap: async () => {
      const refreshing = handle.refresh();
      await handle.cancel(); // reads anew, without waiting for the read that is under way
      return refreshing;
    },
    ref: async () => JSON.stringify(handle.ref),
    watch: (settings) => handle.watch(optionsOf(settings)),
  };
}

export function jobwire(): Peer {
  const open = (api: Api, clock?: PassedClock) => {
    const kind = kindOf(api, clock);
    return waitingFor(kind, kind.attach(kind.ref("t1")));
  };
  return {
    package: "@jobwire/job-utils",
    function: "handle.wait",
    version: "this",
    lacks: {},
    textOf: wordOf,
    bodyOf: (word) => ({ id: "t1", status: wordOf(word) }),
    wordIn: (job) => (job as { readonly rawStatus: string }).rawStatus,
    open,
    timed: open,
    restore: (api, ref) => {
      const kind = kindOf(api);
      return waitingFor(kind, kind.attach(JSON.parse(ref) as JobRef));
    },
    rated: (api) => {
      const kind = kindOf(api, undefined, { ...task, rate: { requests: 10, perMs: 60_000 } });
      return (id) => waitingFor(kind, kind.attach(kind.ref(id)));
    },
  };
}
