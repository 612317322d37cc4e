import type { JobTypes } from "./definition.ts";
import { Handle } from "./handle.ts";
import type { Job } from "./job.ts";
import { Listing } from "./listing.ts";
import type { WaitOptions } from "./options.ts";
import type { Bound } from "./track.ts";

/** A job that can be waited for; every handle is one. */
export interface Waitable {
  wait(options?: WaitOptions<never>): Promise<Job>;
}

type SettledOfHandle<Each> = Each extends { wait(options?: infer _): Promise<infer Settled> }
  ? Settled
  : never;

/** The outcome of each wait, at the place of its handle. */
export type WaitedAll<Handles extends readonly unknown[], Options = unknown> = {
  -readonly [Index in keyof Handles]: PromiseSettledResult<
    Options extends { readonly until: "terminal" }
      ? Exclude<SettledOfHandle<Handles[Index]>, { readonly status: "requires_action" }>
      : SettledOfHandle<Handles[Index]>
  >;
};

/**
 * Waits for many jobs, of any kinds, and gives the outcome of each: the settled job, or why its wait ended. Where a kind has
 * a list that shows its jobs, one list read stands for a page of them, and a job is read alone only when the list shows a
 * change, does not show it, or shows its end. `onUpdate` then hears of changes of the status, and the first state may be the
 * list's item.
 *
 * @throws What `signal` gives as its reason, and nothing else: an outcome may be an error.
 */
export async function waitAll<
  const Handles extends readonly Waitable[],
  const Options extends WaitOptions<Job> = WaitOptions<Job>,
>(handles: Handles, options?: Options): Promise<WaitedAll<Handles, Options>> {
  const own: WaitOptions<Job> = options ?? {};
  own.signal?.throwIfAborted();
  const listings = new Listings(own);
  const waits = handles.map((handle) => listings.wait(handle));
  listings.follow();
  const outcomes = await Promise.allSettled(waits);
  own.signal?.throwIfAborted();
  return outcomes as WaitedAll<Handles, Options>;
}

/** The lists in which the jobs of one `waitAll` stand. */
class Listings {
  readonly #options: WaitOptions<Job>;
  readonly #byKind: Map<Bound<JobTypes>, Map<string, Listing<JobTypes>>> = new Map();

  constructor(options: WaitOptions<Job>) {
    this.#options = options;
  }

  wait(waitable: Waitable): Promise<Job> {
    const handle = waitable instanceof Handle ? (waitable as Handle<JobTypes>) : undefined;
    const listing = handle && this.#listingOf(handle);
    if (handle === undefined || listing === undefined) return waitable.wait(this.#options);
    const member = listing.add(handle);
    const wait = handle.wait(this.#options, { isCovered: () => member.isCovered });
    return wait.finally(() => listing.remove(member));
  }

  follow(): void {
    for (const listings of this.#byKind.values())
      for (const listing of listings.values()) void listing.follow();
  }

  #listingOf({ bound, id, params, job, call }: Handle<JobTypes>): Listing<JobTypes> | undefined {
    const input = bound.definition.list?.inputOf?.({ id, params }, job?.raw);
    if (input === undefined) return undefined;
    const listings = this.#byKind.get(bound) ?? new Map<string, Listing<JobTypes>>();
    this.#byKind.set(bound, listings);
    const key = JSON.stringify([input, call]);
    const listing = listings.get(key) ?? new Listing(bound, input, { ...call, ...this.#options });
    listings.set(key, listing);
    return listing;
  }
}
