/** Each library waits for one job of a {@link MockApi} by its own public function, as its documentation shows it. */
import { bindJob, type CallOptions, defineJob, type Reply } from "@jobwire/job-utils";
import type { Answer, MockApi } from "./mock-api.ts";

/** How a wait is to be made. */
export interface WaitSettings {
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
}

/** A library that waits for a job. */
export interface Peer {
  readonly name: string;
  readonly version: string;
  /** Whether its wait takes a signal, and a deadline. */
  readonly takesSignal: boolean;
  readonly takesDeadline: boolean;
  readonly shape: (word: NonNullable<Answer["word"]>) => object;
  /** Something that several can wait with, where the library has such a thing; else each call stands alone. */
  readonly waiterOf: (api: MockApi) => Promise<(settings: WaitSettings) => Promise<unknown>>;
  /** Starts a job, where the library does that. */
  readonly start?: (api: MockApi) => Promise<unknown>;
}

/** The words of a peer. */
const words =
  (running: string, done: string) =>
  (word: NonNullable<Answer["word"]>): string =>
    ({ running, done, unknown: "mystery" })[word];

/** Versions and modules of what is installed in this folder; loaded by name, since the workspace does not know them. */
async function load<Module>(name: string): Promise<Module> {
  return (await import(name)) as Module;
}

async function versionOf(name: string): Promise<string> {
  const { readFile } = await import("node:fs/promises");
  const file = new URL(`node_modules/${name}/package.json`, import.meta.url);
  return (JSON.parse(await readFile(file, "utf8")) as { version: string }).version;
}

export async function allPeers(): Promise<readonly Peer[]> {
  return [jobwire(), await openai(), await coreLro(), await smithy(), await replicate(), await fal()];
}

interface Task {
  readonly id: string;
  readonly status: string;
}

/** A client as a person writes one by hand: `fetch`, and errors with a status. */
function handWrittenClient(api: MockApi) {
  const call = async (method: string, options: CallOptions): Promise<Reply<Task>> => {
    const init = options.signal === undefined ? { method } : { method, signal: options.signal };
    const response = await api.fetch("https://bench.test/tasks/t1", init);
    const retryAfterMs = Number(response.headers.get("retry-after") ?? 0) * 1000;
    if (!response.ok) {
      const isTransient = response.status >= 500 || response.status === 429;
      throw Object.assign(new Error(`HTTP ${response.status}`), {
        httpStatus: response.status,
        isTransient,
        retryAfterMs,
      });
    }
    return {
      raw: (await response.json()) as Task,
      httpStatus: response.status,
      header: (name) => response.headers.get(name) ?? undefined,
      retryAfterMs,
      receivedAtMs: performance.now(),
    };
  };
  return { call };
}

function jobwire(): Peer {
  const word = words("busy", "done");
  const kindOf = (api: MockApi) =>
    bindJob(
      handWrittenClient(api),
      defineJob<{
        client: ReturnType<typeof handWrittenClient>;
        starts: { create: object };
        params: Record<never, never>;
        body: Task;
        output: unknown;
        event: never;
        list: never;
        can: never;
      }>({
        protocol: 1,
        provider: "bench",
        kind: "task",
        can: [],
        starts: {
          create: {
            call: async (client, _input, options) => {
              const reply = await client.call("POST", options);
              return { reply, id: reply.raw.id };
            },
          },
        },
        read: (client, _job, options) => client.call("GET", options),
        statuses: { busy: "running", done: "succeeded" },
        locate: (body) => ({ id: body.id, status: body.status }),
      }),
    );
  return {
    name: "@jobwire/job-utils",
    version: "this",
    takesSignal: true,
    takesDeadline: true,
    shape: (status) => ({ id: "t1", status: word(status) }),
    waiterOf: async (api) => {
      const kind = kindOf(api);
      return (settings) => kind.attach(kind.ref("t1")).wait(settings);
    },
    start: (api) => kindOf(api).start({}),
  };
}

interface OpenAiFiles {
  poll(store: string, file: string, options: object): Promise<unknown>;
  create(store: string, body: object): Promise<unknown>;
}

async function openai(): Promise<Peer> {
  const { OpenAI } = await load<{
    OpenAI: new (options: object) => { readonly vectorStores: { readonly files: OpenAiFiles } };
  }>("openai");
  const word = words("in_progress", "completed");
  const filesOf = ({ fetch }: MockApi) => new OpenAI({ apiKey: "x", fetch }).vectorStores.files;
  return {
    name: "openai: vectorStores.files.poll",
    version: await versionOf("openai"),
    takesSignal: true,
    takesDeadline: false,
    shape: (status) => ({ id: "file-1", object: "vector_store.file", status: word(status) }),
    waiterOf: async (api) => {
      const files = filesOf(api);
      return ({ signal }) => files.poll("vs-1", "file-1", signal === undefined ? {} : { signal });
    },
    start: (api) => filesOf(api).create("vs-1", { file_id: "file-1" }),
  };
}

async function coreLro(): Promise<Peer> {
  const { createHttpPoller } = await load<{
    createHttpPoller(lro: object, options?: object): { pollUntilDone(options: object): Promise<unknown> };
  }>("@azure/core-lro");
  const word = words("Running", "Succeeded");
  const send = async (api: MockApi, method: string, signal?: AbortSignal) => {
    const response = await api.fetch(
      "https://bench.test/op",
      signal === undefined ? { method } : { method, signal },
    );
    const body: unknown = await response.json();
    const headers = {
      ...Object.fromEntries(response.headers),
      "operation-location": "https://bench.test/op",
    };
    // The pipeline in front of it throws on a failed status.
    if (!response.ok)
      throw Object.assign(new Error(`HTTP ${response.status}`), {
        name: "RestError",
        statusCode: response.status,
      });
    const request = { method: "POST", url: "https://bench.test/op" };
    return { flatResponse: body, rawResponse: { statusCode: response.status, headers, body, request } };
  };
  return {
    name: "@azure/core-lro: pollUntilDone",
    version: await versionOf("@azure/core-lro"),
    takesSignal: true,
    takesDeadline: false,
    shape: (status) => ({ id: "op", status: word(status) }),
    waiterOf: async (api) => {
      const poller = createHttpPoller({
        sendInitialRequest: () => send(api, "POST"),
        sendPollRequest: (_path: string, options?: { readonly abortSignal?: AbortSignal }) =>
          send(api, "GET", options?.abortSignal),
      });
      return ({ signal }) => poller.pollUntilDone(signal === undefined ? {} : { abortSignal: signal });
    },
  };
}

async function smithy(): Promise<Peer> {
  const { createWaiter, checkExceptions, WaiterState } = await load<{
    createWaiter(options: object, input: object, check: () => Promise<object>): Promise<object>;
    checkExceptions(result: object): object;
    WaiterState: Readonly<Record<string, string>>;
  }>("@smithy/core/client");
  const word = words("PENDING", "ACTIVE");
  return {
    name: "@smithy/core: createWaiter",
    version: await versionOf("@smithy/core"),
    takesSignal: true,
    takesDeadline: true,
    shape: (status) => ({ status: word(status) }),
    waiterOf:
      async (api) =>
      async ({ signal, timeoutMs = 3_600_000 }) => {
        // As the generated waiters do it: every error is a reason to look again.
        const check = async () => {
          try {
            const response = await api.fetch("https://bench.test/x");
            if (!response.ok)
              throw Object.assign(new Error(`HTTP ${response.status}`), {
                $metadata: { httpStatusCode: response.status },
              });
            const reason = (await response.json()) as { status: string };
            return { state: reason.status === "ACTIVE" ? WaiterState.SUCCESS : WaiterState.RETRY, reason };
          } catch (reason) {
            return { state: WaiterState.RETRY, reason };
          }
        };
        const options = { client: {}, maxWaitTime: timeoutMs / 1000, ...(signal && { abortSignal: signal }) };
        return checkExceptions(await createWaiter(options, {}, check));
      },
  };
}

async function replicate(): Promise<Peer> {
  const { default: Replicate } = await load<{
    default: new (
      options: object,
    ) => {
      wait(prediction: object): Promise<unknown>;
      readonly predictions: { create(options: object): Promise<unknown> };
    };
  }>("replicate");
  const word = words("processing", "succeeded");
  const clientOf = ({ fetch }: MockApi) => new Replicate({ auth: "x", fetch });
  return {
    name: "replicate: wait",
    version: await versionOf("replicate"),
    takesSignal: false,
    takesDeadline: false,
    shape: (status) => ({ id: "p1", status: word(status) }),
    waiterOf: async (api) => {
      const client = clientOf(api);
      return () => client.wait({ id: "p1", status: "starting" });
    },
    start: (api) => clientOf(api).predictions.create({ version: "v", input: {} }),
  };
}

async function fal(): Promise<Peer> {
  const { createFalClient } = await load<{
    createFalClient(config: object): {
      readonly queue: {
        subscribeToStatus(endpoint: string, options: object): Promise<unknown>;
        submit(endpoint: string, options: object): Promise<unknown>;
      };
    };
  }>("@fal-ai/client");
  const word = words("IN_PROGRESS", "COMPLETED");
  const queueOf = ({ fetch }: MockApi) => createFalClient({ credentials: "x", fetch }).queue;
  return {
    name: "@fal-ai/client: subscribeToStatus",
    version: await versionOf("@fal-ai/client"),
    takesSignal: true,
    takesDeadline: true,
    shape: (status) => ({ request_id: "r1", status: word(status) }),
    waiterOf: async (api) => {
      const queue = queueOf(api);
      return ({ signal, timeoutMs }) =>
        queue.subscribeToStatus("owner/app", {
          requestId: "r1",
          ...(signal && { abortSignal: signal }),
          ...(timeoutMs !== undefined && { timeout: timeoutMs }),
        });
    },
    start: (api) => queueOf(api).submit("owner/app", { input: {} }),
  };
}
