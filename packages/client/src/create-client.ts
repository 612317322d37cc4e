import { callOperation } from "./call-operation.ts";
import { type Client, inside, type Reply } from "./client.ts";
import { createContext, type Features } from "./context.ts";
import { fingerprintOf } from "./fingerprint.ts";
import type { ApiDescription } from "./operation.ts";
import type { ClientOptions, RequestOptions } from "./options.ts";
import { openPages } from "./pagination/pages.ts";
import type { Wanted } from "./pipeline/call.ts";
import { otherAuth } from "./pipeline/other-auth.ts";
import { formOf } from "./request/form.ts";
import { styledQuery } from "./request/query-style.ts";
import { openEvents } from "./sse/open-events.ts";

type Method = (input?: object, options?: RequestOptions) => unknown;
type Methods = Record<string, Method>;

/** Everything that an API may need. */
const allFeatures: Features = {
  events: openEvents,
  pages: openPages,
  forms: formOf,
  styles: styledQuery,
  auth: otherAuth,
};

/**
 * Makes a client for an API: one method per operation, and the same operations under `withReply` (the answer with its
 * status and headers), `stream` (server-sent events) and `pages` (lists). It sends nothing and reads no environment
 * before the first call. The three type parameters are the interfaces that the compiler emits beside the table.
 */
export function createClient<
  Operations extends object,
  Streams extends object = object,
  Pages extends object = object,
>(api: ApiDescription, options: ClientOptions = {}): Client<Operations, Streams, Pages> {
  return createClientWith(allFeatures, api, options);
}

/**
 * The same with the features that the API needs, so that a bundle holds no other: `events` for operations that answer
 * with server-sent events, `pages` for those with pagination, `forms` for those that are sent forms, `styles` for those
 * that have some, `auth` for keys in the query and for HTTP Basic.
 */
export function createClientWith<
  Operations extends object,
  Streams extends object = object,
  Pages extends object = object,
>(features: Features, api: ApiDescription, options: ClientOptions = {}): Client<Operations, Streams, Pages> {
  const context = createContext(api, options, features);
  const methods: Methods = {};
  const withReply: Methods = {};
  const stream: Methods = {};
  const pages: Methods = {};
  if (!features.auth && Object.values(api.auth).some(({ query, prefix }) => query || prefix === "Basic ")) {
    throw new TypeError('a key in the query, and HTTP Basic, need the feature "auth"');
  }
  for (const [name, operation] of Object.entries(api.operations)) {
    const { returns, pagination, styles, contentType } = operation;
    const hasEvents = returns?.endsWith("events");
    const needs = { events: hasEvents, pages: pagination, styles, forms: contentType?.includes("form") };
    for (const feature of Object.keys(needs) as (keyof typeof needs)[]) {
      if (needs[feature] && !features[feature]) throw new TypeError(`${name} needs the feature "${feature}"`);
    }
    const callFor = (wanted: Wanted) => (input?: object, own?: RequestOptions) =>
      callOperation(context, name, operation, wanted, input, own);
    withReply[name] = callFor(returns === "events" ? "events" : "body");
    methods[name] = bodyOf(withReply[name]);
    if (hasEvents) stream[name] = bodyOf(callFor("events"));
    if (pagination) {
      pages[name] = (input, own) => features.pages?.(context, name, { ...operation, pagination }, input, own);
    }
  }
  const facts = {
    provider: api.provider,
    clock: context.clock,
    get at() {
      return fingerprintOf(context);
    },
    withReply,
    stream,
    pages,
    [inside]: () => context,
  };
  // The table and the three interfaces come out of one compilation, so they agree.
  return Object.assign(facts, methods) as never;
}

function bodyOf(call: Method): Method {
  return async (input, options) => ((await call(input, options)) as Reply).raw;
}
