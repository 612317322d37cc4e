import type { Clock } from "./call.ts";
import { longestTimerMs } from "./clock.ts";

/** How many are woken in one turn. */
const mostAtOnce = 100;

/** Something that can be woken at a time. */
export interface Sleeper {
  /** Its place among those who sleep (-1 if it does not), and what `keepAlive` was when it fell asleep. */
  alarmIndex: number;
  alarmKeeps: boolean;
  /** Whether its sleep keeps the process alive. */
  readonly keepAlive: boolean;
  wake(): void;
}

/** Children of a place in the heap: four make half the levels of two. */
const width = 4;

/**
 * Many alarms on one timer: a hundred thousand sleeping jobs cost a place in an array each. (A heap; the earliest alarm is
 * the first. Times stand apart, so that comparing them does not touch the sleepers, which are all over the memory.) An
 * alarm at `Infinity` never rings, and keeps the process alive all the same.
 */
export class Alarms {
  readonly #clock: Clock;
  readonly #sleepers: Sleeper[] = [];
  readonly #times: number[] = [];
  /** How many keep the process alive. */
  #keeping = 0;
  #armed: { readonly atMs: number; readonly keepAlive: boolean; readonly cancel: () => void } | undefined;
  #isRinging = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Sets an alarm, or moves it. */
  set(sleeper: Sleeper, atMs: number): void {
    this.#settle(sleeper, atMs, sleeper.alarmIndex < 0 ? this.#times.length : sleeper.alarmIndex);
    this.#keeping += Number(sleeper.keepAlive) - Number(sleeper.alarmKeeps);
    sleeper.alarmKeeps = sleeper.keepAlive;
    this.#arm();
  }

  clear(sleeper: Sleeper): void {
    const free = sleeper.alarmIndex;
    if (free < 0) return;
    const last = this.#sleepers.pop();
    const lastMs = this.#times.pop();
    if (last !== undefined && lastMs !== undefined && last !== sleeper) this.#settle(last, lastMs, free);
    sleeper.alarmIndex = -1;
    this.#keeping -= Number(sleeper.alarmKeeps);
    sleeper.alarmKeeps = false;
    this.#arm();
  }

  /** Puts a sleeper where it belongs, from a free place on: up past later ones, or down past earlier ones. */
  #settle(sleeper: Sleeper, atMs: number, free: number): void {
    let index = free;
    for (let up = (index - 1) >> 2; index > 0 && atMs < this.#at(up); up = (index - 1) >> 2) {
      this.#move(up, index);
      index = up;
    }
    for (let down = this.#earliestBelow(index); this.#at(down) < atMs; down = this.#earliestBelow(index)) {
      this.#move(down, index);
      index = down;
    }
    this.#put(sleeper, atMs, index);
  }

  #earliestBelow(index: number): number {
    let earliest = width * index + 1;
    for (let child = earliest + 1; child <= width * index + width; child += 1) {
      if (this.#at(child) < this.#at(earliest)) earliest = child;
    }
    return earliest;
  }

  #at(index: number): number {
    return this.#times[index] ?? Number.NaN; // nothing is before or after what is not there
  }

  #move(from: number, to: number): void {
    const sleeper = this.#sleepers[from];
    if (sleeper !== undefined) this.#put(sleeper, this.#at(from), to);
  }

  #put(sleeper: Sleeper, atMs: number, index: number): void {
    this.#sleepers[index] = sleeper;
    this.#times[index] = atMs;
    sleeper.alarmIndex = index;
  }

  /** Keeps the one timer at the earliest alarm. */
  #arm(): void {
    if (this.#isRinging) return;
    const atMs = this.#times[0];
    const keepAlive = this.#keeping > 0;
    if (this.#armed?.atMs === atMs && this.#armed?.keepAlive === keepAlive) return;
    this.#armed?.cancel();
    this.#armed = undefined;
    if (atMs === undefined) return;
    const leftMs = Math.min(Math.max(atMs - this.#clock.now(), 0), longestTimerMs);
    const cancel = this.#clock.after(Math.ceil(leftMs), () => this.#ring(), keepAlive);
    this.#armed = { atMs, keepAlive, cancel };
  }

  /**
   * Wakes who is due, a hundred in one turn, so that neither memory nor the event loop suffers from a crowd. A timer may
   * fire early, late, or because a longer delay had to be cut.
   */
  #ring(): void {
    this.#armed = undefined;
    this.#isRinging = true;
    const nowMs = this.#clock.now();
    for (let left = mostAtOnce; left > 0; left -= 1) {
      const first = this.#sleepers[0];
      if (first === undefined || this.#at(0) > nowMs) break;
      this.clear(first);
      first.wake();
    }
    this.#isRinging = false;
    this.#arm();
  }
}
