import type { Api } from "../answer.ts";
import { load, type Peer, statusIn, versionOf, type WaitSettings, words } from "../peer.ts";

interface Module {
  createWaiter(options: object, input: object, check: () => Promise<object>): Promise<object>;
  checkExceptions(result: object): { readonly reason: unknown };
  readonly WaiterState: Readonly<Record<"SUCCESS" | "RETRY", string>>;
}

async function look(api: Api): Promise<{ readonly status: string }> {
  const response = await api.fetch(`${api.origin}/x`);
  if (response.ok) return (await response.json()) as { status: string };
  throw Object.assign(new Error(`HTTP ${response.status}`), {
    $metadata: { httpStatusCode: response.status },
  });
}

export async function smithy(): Promise<Peer> {
  const { createWaiter, checkExceptions, WaiterState } = await load<Module>("@smithy/core/client");
  const { SUCCESS, RETRY } = WaiterState;
  const wordOf = words("PENDING", "ACTIVE", "CANCELLED");
  /** As the generated waiters do it: every error is a reason to look again. */
  const check = async (api: Api) => {
    try {
      const reason = await look(api);
      return { state: reason.status === "ACTIVE" ? SUCCESS : RETRY, reason };
    } catch (reason) {
      return { state: RETRY, reason };
    }
  };
  const wait = async (api: Api, { signal, timeoutMs = 36_000_000, intervalMs }: WaitSettings) => {
    const options = {
      client: {},
      maxWaitTime: timeoutMs / 1000,
      ...(signal && { abortSignal: signal }),
      ...(intervalMs !== undefined && { minDelay: intervalMs / 1000, maxDelay: intervalMs / 1000 }),
    };
    const result = checkExceptions(await createWaiter(options, {}, () => check(api)));
    return result.reason;
  };
  return {
    package: "@smithy/core",
    function: "createWaiter",
    version: await versionOf("@smithy/core"),
    lacks: {
      http: "sends by a function of yours",
      "given url": "sends by a function of yours",
      start: "starts nothing",
      run: "starts nothing",
      cancel: "none",
      overlap: "nothing is kept between two reads",
      ref: "none",
      clock: "takes none",
      rate: "none",
      "keep-alive": "no option",
      watch: "gives a promise",
    },
    textOf: wordOf,
    bodyOf: (word) => ({ status: wordOf(word) }),
    wordIn: statusIn,
    open: (api) => ({ wait: (settings) => wait(api, settings) }),
  };
}
