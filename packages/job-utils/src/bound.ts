import { Alarms } from "./alarms.ts";
import type { Clock, JobClient } from "./call.ts";
import { systemClock } from "./clock.ts";
import type { JobDefinition, JobTypes } from "./definition.ts";
import { rateLimitOf } from "./rate-limit.ts";
import type { Bound } from "./track.ts";

/** What is passed in instead of taken from the runtime. */
export interface BindSettings {
  /** Default: the client's clock, else the runtime's. */
  readonly clock?: Clock;
  /** 0 to 1, for jitter. Default `Math.random`. */
  readonly random?: () => number;
}

/** What all jobs of a kind share on one client. */
export function boundTo<T extends JobTypes>(
  client: T["client"] & JobClient,
  definition: JobDefinition<T>,
  settings: BindSettings,
  hold?: Bound<T>["hold"],
): Bound<T> {
  if (definition.protocol !== 1) {
    throw new TypeError(
      `A definition of protocol ${definition.protocol} needs another version of @jobwire/job-utils.`,
    );
  }
  const { clock = client.clock ?? systemClock, random = Math.random } = settings;
  const takeTurn = definition.rate && rateLimitOf(client, definition.rate, clock);
  const now = () => Math.floor(clock.now());
  const alarms = new Alarms(clock);
  const at = () => client.at;
  return { definition, client, clock, alarms, now, random, at, takeTurn, hold: definition.longPoll && hold };
}
