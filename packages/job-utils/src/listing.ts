import { abortable } from "./abort.ts";
import type { JobDefinition, JobTypes } from "./definition.ts";
import { defaultBudget, failureOf, judge } from "./failed-read.ts";
import type { Handle } from "./handle.ts";
import { isTerminal, type Job } from "./job.ts";
import type { WaitOptions } from "./options.ts";
import { retryDelayMs } from "./pace.ts";
import { ageProportional, hintedMs, jitteredMs, plannedMs } from "./schedule.ts";
import { sleep } from "./sleep.ts";
import { toJob } from "./to-job.ts";
import type { Bound, JobOf } from "./track.ts";

/** A job that a list is to show. */
export interface Member<T extends JobTypes> {
  readonly handle: Handle<T>;
  /** The list shows the job, and shows it as not settled; so nobody needs to read it alone. */
  isCovered: boolean;
  /** Status and raw status as the list showed them last. */
  word?: string;
}

/** Watches many jobs by the list in which they stand, while that takes fewer reads than reading each. */
export class Listing<T extends JobTypes> {
  readonly #bound: Bound<T>;
  readonly #input: T["list"];
  readonly #options: WaitOptions<Job>;
  readonly #members: Set<Member<T>> = new Set();
  readonly #stop = new AbortController();
  /** Since when the list has shown nothing new. */
  #calmSinceMs: number;
  #reads = 0;

  constructor(bound: Bound<T>, input: T["list"], options: WaitOptions<Job>) {
    this.#bound = bound;
    this.#input = input;
    this.#options = options;
    this.#calmSinceMs = bound.clock.now();
  }

  add(handle: Handle<T>): Member<T> {
    const member = { handle, isCovered: true };
    this.#members.add(member);
    return member;
  }

  remove(member: Member<T>): void {
    this.#members.delete(member);
    if (this.#members.size === 0) this.#stop.abort();
  }

  /** Pages that may be read to find all members, or 0 if reading each of them takes no more. */
  get #mostPages(): number {
    const count = this.#members.size;
    const pages = Math.ceil(count / (this.#bound.definition.list?.pageSize ?? 1)) + 1;
    return pages < count ? pages : 0;
  }

  /** The loop: reads the list, and pauses, as long as it is worth it; then every member is left to itself. */
  async follow(): Promise<void> {
    const { clock } = this.#bound;
    const { signal } = this.#stop;
    let goodAtMs = clock.now();
    for (let failures = 0; this.#mostPages > 0; ) {
      let hintMs = 0;
      try {
        await this.#read();
        failures = 0;
        goodAtMs = clock.now();
      } catch (error) {
        const failure = failureOf(error);
        failures += 1;
        hintMs = hintedMs(failure.retryAfterMs ?? 0);
        const facts = { failure, failures, failingMs: clock.now() - goodAtMs };
        const none = { sinceStartMs: undefined, isPastEnd: false, isRefusedAgain: failures > 1 };
        if (judge({ ...facts, ...none }, defaultBudget) !== "read-again") break;
      }
      const delayMs = this.#delayMs(failures);
      if (delayMs === undefined) break;
      const pauseMs = Math.max(delayMs, hintMs);
      await sleep(clock, pauseMs, signal, this.#options.keepAlive).catch(() => {}); // nobody is left: the loop ends
    }
    for (const member of this.#members) this.#leaveAlone(member);
  }

  /** Reads the list until it has shown every member, or as many pages as that may take. */
  async #read(): Promise<void> {
    const { definition, client, takeTurn } = this.#bound;
    const { signal } = this.#stop;
    const { apiKey, headers, keepAlive = true } = this.#options;
    const missing = membersById(this.#members);
    const call = { ...(apiKey !== undefined && { apiKey }), ...(headers !== undefined && { headers }) };
    const pages = definition.list?.pages(client, this.#input, { ...call, retries: 0, signal });
    const iterator = pages?.[Symbol.asyncIterator]();
    try {
      for (let left = this.#mostPages; left > 0 && missing.size > 0; left -= 1) {
        await takeTurn?.(signal, keepAlive);
        this.#reads += 1;
        const page = await abortable(iterator?.next() ?? Promise.reject(new Error("no list")), signal);
        if (page.done === true) break;
        for (const job of jobsOf(definition, page.value)) {
          for (const member of missing.get(job.id) ?? []) this.#see(member, job);
          missing.delete(job.id);
        }
      }
    } finally {
      iterator?.return?.().catch(() => {});
    }
    for (const members of missing.values()) for (const member of members) this.#leaveAlone(member);
  }

  /** What the list says of a member: nothing new, news that a read must confirm, or an end that it reads alone. */
  #see(member: Member<T>, job: JobOf<T>): void {
    const { handle } = member;
    const word = wordOf(job);
    const before = member.word ?? (handle.job && wordOf(handle.job)) ?? word;
    member.word = word;
    if (this.#isSettled(job)) {
      this.#leaveAlone(member);
    } else {
      member.isCovered = true;
      if (word === before) handle.show(job.raw);
      else this.#startle(member);
    }
  }

  #isSettled({ status }: Job): boolean {
    return isTerminal(status) || (status === "requires_action" && this.#options.until !== "terminal");
  }

  #leaveAlone(member: Member<T>): void {
    if (!member.isCovered) return;
    member.isCovered = false;
    this.#startle(member);
  }

  #startle({ handle }: Member<T>): void {
    this.#calmSinceMs = this.#bound.clock.now();
    handle.nudge();
  }

  /**
   * As long as the youngest member would wait, and long enough that pages come no faster than single reads would. Nothing
   * if the caller's schedule throws: the waits say so themselves when they are left alone.
   */
  #delayMs(failures: number): number | undefined {
    const { clock, random, definition } = this.#bound;
    const { poll = {} } = definition;
    const { schedule = ageProportional } = this.#options;
    const ageMs = clock.now() - this.#calmSinceMs;
    const facts = { ageMs, jobAgeMs: ageMs, status: undefined, attempts: this.#reads, poll };
    const leastMs = Math.max(this.#mostPages * plannedMs(0, poll), retryDelayMs(failures));
    try {
      return jitteredMs(Math.max(plannedMs(schedule(facts), poll), leastMs), poll, random);
    } catch {
      return undefined;
    }
  }
}

function membersById<T extends JobTypes>(members: Iterable<Member<T>>): Map<string, Member<T>[]> {
  const byId = new Map<string, Member<T>[]>();
  for (const member of members) byId.set(member.handle.id, [...(byId.get(member.handle.id) ?? []), member]);
  return byId;
}

/** The jobs of a page; an item that is none is passed over. */
function jobsOf<T extends JobTypes>(definition: JobDefinition<T>, page: readonly T["body"][]): JobOf<T>[] {
  return page.flatMap((item) => {
    try {
      return [toJob(definition, item, { id: "" })];
    } catch {
      return [];
    }
  });
}

function wordOf({ status, rawStatus }: Job): string {
  return `${status} ${rawStatus}`;
}
