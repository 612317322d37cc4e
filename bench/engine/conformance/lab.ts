import type { Api, Script, Word } from "./answer.ts";
import { startHttpApi } from "./http-api.ts";
import { MemoryApi } from "./memory-api.ts";
import { VirtualTime } from "./virtual-time.ts";

/** How a promise ended. */
export interface Outcome {
  readonly how: "resolved" | "rejected" | "pending";
  readonly value: unknown;
  readonly afterMs: number;
}

/** Where a check is carried out: an API, and time that passes. */
export interface Lab {
  api(script: Script, bodyOf: (word: Word) => object): Promise<Api>;
  pass(ms: number): Promise<void>;
  /** How a promise ends within a time. */
  settle(promise: Promise<unknown>, withinMs: number): Promise<Outcome>;
  /** Timers that run, and every delay that was asked for. Known in virtual time alone. */
  readonly timers: number;
  readonly delays: readonly unknown[];
}

/** Real time and real sockets. */
export class LiveLab implements Lab {
  readonly timers = 0;
  readonly delays: readonly unknown[] = [];
  readonly #apis: { readonly stop: () => void }[] = [];

  async api(script: Script, bodyOf: (word: Word) => object): Promise<Api> {
    const api = await startHttpApi(script, bodyOf);
    this.#apis.push(api);
    return api;
  }

  pass(ms: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, ms));
  }

  async settle(promise: Promise<unknown>, withinMs: number): Promise<Outcome> {
    const begun = performance.now();
    const pending = { how: "pending", value: undefined } as const;
    const outcome = await Promise.race([ended(promise), this.pass(withinMs).then(() => pending)]);
    return { ...outcome, afterMs: performance.now() - begun };
  }

  close(): void {
    for (const api of this.#apis) api.stop();
  }
}

/** Time that passes at once, and an API in this process. */
export class VirtualLab implements Lab {
  readonly #time = new VirtualTime();

  constructor() {
    this.#time.install();
  }

  get timers(): number {
    return this.#time.timers;
  }

  get delays(): readonly unknown[] {
    return this.#time.delays;
  }

  async api(script: Script, bodyOf: (word: Word) => object): Promise<Api> {
    return new MemoryApi(script, bodyOf, this.#time);
  }

  async pass(ms: number): Promise<void> {
    await this.#time.pass(ms);
  }

  async settle(promise: Promise<unknown>, withinMs: number): Promise<Outcome> {
    const begunMs = this.#time.nowMs;
    let outcome: Omit<Outcome, "afterMs"> = { how: "pending", value: undefined };
    void ended(promise).then((end) => {
      outcome = end;
    });
    await this.#time.pass(withinMs, () => outcome.how !== "pending");
    return { ...outcome, afterMs: this.#time.nowMs - begunMs };
  }

  close(): void {
    this.#time.uninstall();
  }
}

function ended(promise: Promise<unknown>) {
  return promise.then(
    (value) => ({ how: "resolved", value }) as const,
    (value: unknown) => ({ how: "rejected", value }) as const,
  );
}
