import { type Clock, systemClock } from "./clock.ts";
import { createSender, type Sender } from "./openapi-fetch.ts";
import type { ApiDescription } from "./operation.ts";
import type { ClientOptions } from "./options.ts";
import type { openPages } from "./pagination/pages.ts";
import { createGate, type Gate } from "./pipeline/gate.ts";
import type { otherAuth } from "./pipeline/other-auth.ts";
import type { formOf } from "./request/form.ts";
import type { styledQuery } from "./request/query-style.ts";
import type { openEvents } from "./sse/open-events.ts";

/** What only some APIs need. A client holds what it is given, so that a bundle carries nothing else. */
export interface Features {
  /** Server-sent events. */
  readonly events?: typeof openEvents;
  /** Lists in pages. */
  readonly pages?: typeof openPages;
  /** Bodies that are forms. */
  readonly forms?: typeof formOf;
  /** Query parameters in other styles than the default. */
  readonly styles?: typeof styledQuery;
  /** Keys in the query, and user and password for HTTP Basic. */
  readonly auth?: typeof otherAuth;
}

/** What the calls of one client share. Two clients share nothing. */
export interface Context {
  readonly api: ApiDescription;
  readonly options: ClientOptions;
  readonly features: Features;
  readonly clock: Clock;
  readonly random: () => number;
  readonly gate: Gate;
  readonly sender: Sender;
}

export function createContext(api: ApiDescription, options: ClientOptions, features: Features): Context {
  const { clock = systemClock, random = Math.random } = options;
  return { api, options, features, clock, random, gate: createGate(clock), sender: createSender() };
}
