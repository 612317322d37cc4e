import { bodyOf, type WallTime } from "../jobs/body.ts";
import type { JobRecord, Segment } from "../jobs/record.ts";
import type { JobStore } from "../jobs/store.ts";
import type { ChooseScript } from "../scenario/choose-script.ts";
import type { SpecModel } from "../spec/model.ts";
import type { Clock } from "../time/clock.ts";

/** What handling a request needs. */
export interface World {
  readonly spec: SpecModel;
  readonly clock: Clock;
  readonly store: JobStore;
  readonly wall: WallTime;
  readonly chooseScript: ChooseScript;
  /** Items of a page when the request does not say. */
  readonly pageSize: number;
}

/** How a request sees the jobs: as they are, or as a replica that lags behind shows them. */
export interface View {
  /** The state that a job is shown in; `undefined` while there is none. */
  readonly of: (record: JobRecord) => Segment | undefined;
}

/** The jobs as they are now. */
export function presentView(clock: Clock): View {
  return { of: (record) => record.at(clock.now()) };
}

/** The body of a job as it is now; `undefined` while there is none to show. */
export function shownBody(world: World, record: JobRecord, view: View): unknown {
  const state = view.of(record);
  return state === undefined || state.answer !== undefined ? undefined : bodyOf(record, state, world.wall);
}
