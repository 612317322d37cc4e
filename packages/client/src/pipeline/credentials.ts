import { readEnvironment } from "../environment.ts";
import { MissingKeyError } from "../errors/missing-key-error.ts";
import type { Draft } from "../openapi-fetch.ts";
import type { AuthScheme } from "../operation.ts";
import type { Credential } from "../options.ts";
import { isHeaderValue } from "../request/headers.ts";
import { type Call, factsOf } from "./call.ts";

/** A scheme, and the value that the caller gave for it. */
export type GivenValue = readonly [scheme: AuthScheme, value: string];

/** The credentials of one call. */
export interface Credentials {
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** The address of the request, with the credentials that stand in its query. */
  readonly url: string;
  /** A function gave one of them, so asking again may give another. */
  readonly renewable: boolean;
}

/**
 * Asks for the value of every scheme of the operation. A header that the caller set by hand wins over its scheme. The
 * values are kept in the call, to be struck out of errors.
 */
export async function readCredentials(call: Call, { url, headers: given }: Draft): Promise<Credentials> {
  const { api, options, features } = call.context;
  const values: GivenValue[] = [];
  const secrets: string[] = [];
  let renewable = false;
  for (const name of call.operation.security ?? Object.keys(api.auth)) {
    const scheme = api.auth[name];
    if (!scheme || (scheme.header && given.has(scheme.header))) continue;
    const source = credentialOf(scheme, call.options, options);
    let value: string | undefined;
    try {
      value = (typeof source === "function" ? await source() : source)?.trim();
    } catch (cause) {
      throw missing(call, scheme, "could not be had from its function", cause);
    }
    if (!value) {
      const { env } = scheme;
      throw missing(call, scheme, `is missing; give that option${env ? ` or set ${env}` : ""}`);
    }
    if (!isHeaderValue(value)) throw missing(call, scheme, "has characters that a header cannot carry");
    renewable ||= typeof source === "function";
    if (!scheme.tenant) secrets.push(value);
    values.push([scheme, value]);
  }
  call.secrets = secrets;
  const headers = values.map(([{ header = "", prefix = "" }, value]) => [header, prefix + value] as const);
  return { url, headers, ...features.auth?.(call, values, url), renewable };
}

/** Where the value of a scheme comes from: the first of the option groups that has it, else the environment. */
export function credentialOf(
  { option, env }: AuthScheme,
  ...groups: readonly object[]
): Credential | undefined {
  // The options of an API are named by its table, so no type can know them here.
  const values = groups.map((group) => (group as Readonly<Record<string, Credential | undefined>>)[option]);
  return values.find(Boolean) ?? readEnvironment(env);
}

/** A function that failed may succeed later; a value that was not given will not come by itself. */
function missing(call: Call, { option, env }: AuthScheme, problem: string, cause?: unknown): MissingKeyError {
  return new MissingKeyError(`"${option}" ${problem}`, {
    ...factsOf(call, cause !== undefined, cause),
    option,
    variable: env,
  });
}
