import { load, type Peer, secret, statusIn, versionOf, type WaitSettings, words } from "../peer.ts";

interface Queue {
  subscribeToStatus(endpoint: string, options: object): Promise<unknown>;
  submit(endpoint: string, options: object): Promise<unknown>;
  cancel(endpoint: string, options: object): Promise<unknown>;
}

interface Module {
  createFalClient(config: object): {
    readonly queue: Queue;
    subscribe(endpoint: string, options: object): Promise<unknown>;
  };
}

const endpoint = "owner/app";

function optionsOf({ signal, timeoutMs, intervalMs }: WaitSettings) {
  return {
    requestId: "r1",
    ...(signal && { abortSignal: signal }),
    ...(timeoutMs !== undefined && { timeout: timeoutMs }),
    ...(intervalMs !== undefined && { pollInterval: intervalMs }),
  };
}

export async function fal(): Promise<Peer> {
  const { createFalClient } = await load<Module>("@fal-ai/client");
  const wordOf = words("IN_PROGRESS", "COMPLETED", "CANCELED");
  return {
    package: "@fal-ai/client",
    function: "subscribeToStatus",
    version: await versionOf("@fal-ai/client"),
    lacks: {
      overlap: "nothing is kept between two reads",
      ref: "keep endpoint and id yourself",
      clock: "takes none",
      rate: "none",
      "keep-alive": "no option",
      watch: "calls back; its stream of events does not poll",
    },
    textOf: wordOf,
    bodyOf: (word) => ({ request_id: "r1", status: wordOf(word) }),
    wordIn: (result) => (result === undefined ? "nothing" : statusIn(result)),
    open: ({ fetch }) => {
      const client = createFalClient({ credentials: secret, fetch });
      return {
        wait: (settings) => client.queue.subscribeToStatus(endpoint, optionsOf(settings)),
        start: () => client.queue.submit(endpoint, { input: {} }),
        run: (settings) => client.subscribe(endpoint, { input: {}, ...optionsOf(settings) }),
        cancel: () => client.queue.cancel(endpoint, { requestId: "r1" }),
      };
    },
  };
}
