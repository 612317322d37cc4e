import type { CallOptions } from "./call.ts";
import type { JobTypes } from "./definition.ts";
import { isTerminal } from "./job.ts";
import { sameValue } from "./same-value.ts";
import { type Bound, Track, type TrackRegistry } from "./track.ts";

interface Address<Params> {
  readonly id: string;
  readonly params: Params;
}

/** The jobs of a bound kind that somebody waits for, so that all who wait for one share its reads. */
export class Tracks<T extends JobTypes> implements TrackRegistry<T> {
  readonly bound: Bound<T>;
  /** By id: mostly one, and the others chained to it. */
  readonly #byId: Map<string, Track<T>> = new Map();

  constructor(bound: Bound<T>) {
    this.bound = bound;
  }

  /** The track of a job that somebody waits for with the same key and headers, unless it has ended: ends are read anew. */
  find(address: Address<T["params"]>, call: CallOptions): Track<T> | undefined {
    let track = this.#byId.get(address.id);
    while (track !== undefined && !isSame(track, address, call)) track = track.next;
    return track;
  }

  /** A new track. It is found by others while somebody waits on it. */
  create(address: Address<T["params"]>, call: CallOptions): Track<T> {
    return new Track(this.bound, address, call, this);
  }

  add(track: Track<T>): void {
    track.next = this.#byId.get(track.id);
    this.#byId.set(track.id, track);
  }

  remove(track: Track<T>): void {
    const first = this.#byId.get(track.id);
    let before = first;
    while (before !== undefined && before.next !== track) before = before.next;
    if (before !== undefined) before.next = track.next;
    else if (first === track && track.next !== undefined) this.#byId.set(track.id, track.next);
    else if (first === track) this.#byId.delete(track.id);
  }
}

function isSame<T extends JobTypes>(
  track: Track<T>,
  { params }: Address<T["params"]>,
  call: CallOptions,
): boolean {
  const hasEnded = track.job !== undefined && isTerminal(track.job.status);
  return !hasEnded && sameValue(track.params, params) && sameValue(track.call, call);
}
