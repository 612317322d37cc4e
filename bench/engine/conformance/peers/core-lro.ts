import type { Api } from "../answer.ts";
import {
  load,
  type Peer,
  secret,
  statusIn,
  versionOf,
  type Waiting,
  type WaitSettings,
  words,
} from "../peer.ts";

interface Poller {
  readonly operationState: unknown;
  pollUntilDone(options: object): Promise<unknown>;
  poll(): Promise<unknown>;
  serialize(): Promise<string>;
}

interface Module {
  createHttpPoller(lro: object, options: object): Poller;
}

/** The pipeline in front of it: sends credentials to whatever URL it is given, and throws on a failed status. */
async function send(api: Api, method: string, url: string, signal?: AbortSignal) {
  const headers = { authorization: `Bearer ${secret}` };
  const response = await api.fetch(url, { method, headers, ...(signal && { signal }) });
  const body: unknown = await response.json();
  if (!response.ok) {
    throw Object.assign(new Error(`HTTP ${response.status}`), {
      name: "RestError",
      statusCode: response.status,
    });
  }
  const answered = {
    "operation-location": `${api.origin}/op`,
    ...Object.fromEntries(response.headers),
  };
  const request = { method: "POST", url: `${api.origin}/op` };
  return {
    flatResponse: body,
    rawResponse: { statusCode: response.status, headers: answered, body, request },
  };
}

export async function coreLro(): Promise<Peer> {
  const { createHttpPoller } = await load<Module>("@azure/core-lro");
  const wordOf = words("Running", "Succeeded", "Canceled");
  const pollerOf = (api: Api, options: object) =>
    createHttpPoller(
      {
        sendInitialRequest: () => send(api, "POST", `${api.origin}/op`),
        sendPollRequest: (url: string, { abortSignal }: { readonly abortSignal?: AbortSignal } = {}) =>
          send(api, "GET", url, abortSignal),
      },
      options,
    );
  const waitingFor = (api: Api, restored: object = {}): Waiting => {
    let shared: Poller | undefined;
    const pollerFor = ({ intervalMs }: WaitSettings) => {
      if (intervalMs !== undefined) return pollerOf(api, { intervalInMs: intervalMs });
      shared ??= pollerOf(api, restored);
      return shared;
    };
    const wait = async (settings: WaitSettings) =>
      pollerFor(settings).pollUntilDone(settings.signal ? { abortSignal: settings.signal } : {});
    return {
      wait,
      run: wait,
      overlap: async () => {
        const poller = pollerFor({});
        const slow = poller.poll();
        await poller.poll();
        await slow;
        return poller.operationState;
      },
      ref: () => pollerFor({}).serialize(),
    };
  };
  return {
    package: "@azure/core-lro",
    function: "pollUntilDone",
    version: await versionOf("@azure/core-lro"),
    lacks: {
      deadline: "none",
      http: "sends by a function of yours",
      start: "sends by a function of yours, once",
      cancel: "none",
      clock: "takes none",
      rate: "none",
      "keep-alive": "no option",
      watch: "`onProgress` calls back; leaving it does not stop the polling",
    },
    textOf: wordOf,
    bodyOf: (word) => ({ id: "op", status: wordOf(word) }),
    wordIn: statusIn,
    open: (api) => waitingFor(api),
    restore: (api, ref) => waitingFor(api, { restoreFrom: ref }),
  };
}
