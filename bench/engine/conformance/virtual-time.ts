/** What `setTimeout` of Node makes of a delay: one that no timer takes fires at once. */
export function nodeDelayMs(delay: unknown): number {
  const ms = Number(delay);
  return ms >= 1 && ms <= 2 ** 31 - 1 ? ms : 1;
}

interface Timer {
  readonly atMs: number;
  readonly callback: () => void;
}

const real = { setTimeout, clearTimeout, setImmediate, Date, now: performance.now };

/** Turns of the event loop without a request after which nothing will happen before the next timer. */
const quietTurns = 4;
/** Turns in one instant after which somebody floods the API. */
const floodTurns = 6_000;

/**
 * Time that passes only when told to, in place of the timers and clocks of this process, so that it holds for libraries
 * that take no clock. One at a time.
 */
export class VirtualTime {
  /** Every delay that was asked for, as it was given. */
  readonly delays: unknown[] = [];
  nowMs = 0;
  readonly #timers: Map<number, Timer> = new Map();
  readonly #startedAt = real.Date.now();
  #lastId = 0;
  #busy = 0;
  #isOver = false;

  get timers(): number {
    return this.#timers.size;
  }

  install(): void {
    const time = this;
    const VirtualDate = class extends real.Date {
      constructor(...values: [] | [number | string | Date]) {
        if (values.length === 0) super(time.date());
        else super(values[0]);
      }
      static override now = () => time.date();
    };
    const timers = {
      setTimeout: (callback: () => void, delay?: unknown, ...values: unknown[]) =>
        time.#set(() => Reflect.apply(callback, undefined, values), delay),
      clearTimeout: (timer: unknown) => time.#timers.delete(Number(timer)),
      Date: VirtualDate,
    };
    Object.assign(globalThis, timers);
    performance.now = () => time.nowMs;
  }

  /** Gives the process its own time back. Who still waits for a request waits for ever, so as not to disturb others. */
  uninstall(): void {
    this.#isOver = true;
    const { now, ...globals } = real;
    Object.assign(globalThis, globals);
    performance.now = now;
  }

  date(): number {
    return this.#startedAt + this.nowMs;
  }

  /** A request that takes no virtual time. */
  async request(): Promise<void> {
    this.#busy += 1;
    await turn();
    this.#busy -= 1;
    if (this.#isOver) await new Promise(() => {});
  }

  /** Lets `ms` pass, or less if `isOver` says so or if somebody floods; the answer says whether somebody did. */
  async pass(ms: number, isOver: () => boolean = () => false): Promise<boolean> {
    const endMs = this.nowMs + ms;
    for (;;) {
      if (await this.#isFlooded(isOver)) return true;
      if (isOver()) return false;
      const [id, next] = this.#earliest() ?? [];
      if (id === undefined || next === undefined || next.atMs > endMs) {
        this.nowMs = endMs;
        return false;
      }
      this.nowMs = Math.max(this.nowMs, next.atMs);
      this.#timers.delete(id);
      next.callback();
    }
  }

  async #isFlooded(isOver: () => boolean): Promise<boolean> {
    let quiet = 0;
    for (let turns = 0; quiet < quietTurns && !isOver(); turns += 1) {
      if (turns > floodTurns) return true;
      await turn();
      quiet = this.#busy === 0 ? quiet + 1 : 0;
    }
    return false;
  }

  #set(callback: () => void, delay: unknown) {
    this.delays.push(delay);
    this.#lastId += 1;
    const id = this.#lastId;
    this.#timers.set(id, { atMs: this.nowMs + nodeDelayMs(delay), callback });
    const timer = {
      ref: () => timer,
      unref: () => timer,
      hasRef: () => true,
      [Symbol.toPrimitive]: () => id,
    };
    return timer;
  }

  #earliest(): [number, Timer] | undefined {
    let found: [number, Timer] | undefined;
    for (const entry of this.#timers) if (found === undefined || entry[1].atMs < found[1].atMs) found = entry;
    return found;
  }
}

/** A turn of the real event loop. */
function turn(): Promise<void> {
  return new Promise((resolve) => real.setImmediate(resolve));
}
