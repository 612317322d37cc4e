import type { AnyJobDefinition } from "@jobwire/job-utils";
import * as nia from "@jobwire/nia";
import * as nullspace from "@jobwire/nullspace";
import * as nuon from "@jobwire/nuon";
import * as sieve from "@jobwire/sieve";

/** The four provider packages, by name. */
export const packages: Readonly<Record<string, object>> = { nia, nullspace, nuon, sieve };

/** The job definitions that a package exports. */
export function definitionsOf(exported: object): readonly AnyJobDefinition[] {
  return Object.values(exported).filter(isDefinition);
}

function isDefinition(value: unknown): value is AnyJobDefinition {
  return typeof value === "object" && value !== null && "protocol" in value && "locate" in value;
}
