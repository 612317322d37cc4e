import { isBuiltin } from "node:module";
import { posix } from "node:path";
import type { Fault } from "./fault.ts";
import type { ImportFact, SourceFacts } from "./source-facts.ts";

/** What the sources of a package may import beside their own files. */
export interface Allowance {
  /** Packages that may be loaded at run time. */
  readonly run: readonly string[];
  /** Packages of which only types may be imported. */
  readonly types: readonly string[];
  /** Whether the package must load on every runtime: no `node:` module, no `process` at load. */
  readonly portable: boolean;
  /** Packages that one file (relative to `src/`, without `.ts`) or one folder may load in addition. */
  readonly only?: Readonly<Record<string, readonly string[]>>;
  /** Whether packages from outside the workspace are free. */
  readonly anyExternal?: boolean;
}

/** The dependency arrow for packages that are not providers. */
export const ARROW: Readonly<Record<string, Allowance>> = {
  "job-utils": { run: [], types: [], portable: true },
  client: { run: ["openapi-fetch"], types: [], portable: true },
  testing: {
    run: [],
    types: ["@jobwire/job-utils"],
    portable: true,
    only: { msw: ["msw"], server: ["node:"] },
  },
  codegen: { run: [], types: [], portable: false, anyExternal: true },
  "spec-diff": { run: ["@jobwire/codegen"], types: [], portable: false, anyExternal: true },
  jobwire: {
    run: ["@jobwire/codegen", "@jobwire/spec-diff", "@jobwire/testing"],
    types: [],
    portable: false,
    anyExternal: true,
  },
};

/** The dependency arrow for provider packages: only the jobs entry point loads the wait engine. */
export const PROVIDER_ARROW: Allowance = {
  run: ["@jobwire/client"],
  types: ["@jobwire/job-utils"],
  portable: true,
  only: { jobs: ["@jobwire/job-utils"] },
};

/** Faults of one source file of `packages/<name>/src` against what its package may import. */
export function arrowFaults(file: SourceFacts, packageName: string, allowance: Allowance): Fault[] {
  const source = `packages/${packageName}/src/`;
  const here = file.path.slice(source.length).replace(/\.ts$/, "");
  const extra = Object.entries(allowance.only ?? {})
    .filter(([owner]) => isWithin(here, owner))
    .flatMap(([, names]) => names);
  const importFaults = file.imports.flatMap((fact) => {
    const message = fact.specifier.startsWith(".")
      ? relativeFault(
          fact,
          posix.join(posix.dirname(file.path), fact.specifier),
          here,
          packageName,
          allowance,
        )
      : packageFault(fact, allowance, extra);
    return message === undefined ? [] : [{ where: `${file.path}:${fact.line}`, message }];
  });
  const processFaults = file.processAtLoad
    .filter(() => allowance.portable && !extra.includes("node:"))
    .map((line) => ({ where: `${file.path}:${line}`, message: "reads `process` while the module loads" }));
  return [...importFaults, ...processFaults];
}

/** Whether a module (relative to `src/`, without `.ts`) is the owner's file or in the owner's folder. */
function isWithin(module: string, owner: string): boolean {
  return module === owner || module.startsWith(`${owner}/`);
}

function relativeFault(
  { specifier, isTypeOnly }: ImportFact,
  target: string,
  here: string,
  packageName: string,
  { only = {} }: Allowance,
): string | undefined {
  if (!target.startsWith(`packages/${packageName}/`)) return `reaches out of its package: ${specifier}`;
  const there = target.slice(`packages/${packageName}/src/`.length).replace(/\.ts$/, "");
  const owner = Object.keys(only).find((name) => isWithin(there, name) && !isWithin(here, name));
  if (owner === undefined || isTypeOnly) return undefined;
  return `loads src/${owner}.ts at run time, which alone may load ${only[owner]?.join(", ")}`;
}

function packageFault(
  { specifier, isTypeOnly }: ImportFact,
  { run, types, portable, anyExternal = false }: Allowance,
  extra: readonly string[],
): string | undefined {
  if (isBuiltin(specifier)) {
    return portable && !extra.includes("node:")
      ? `runs on every runtime but imports ${specifier}`
      : undefined;
  }
  const name = packageOf(specifier);
  const isOurs = name.startsWith("@jobwire/") || name === "jobwire";
  if ([...run, ...extra].includes(name) || (anyExternal && !isOurs)) return undefined;
  if (!types.includes(name)) return `may not import ${name}`;
  return isTypeOnly ? undefined : `may only \`import type\` from ${name}`;
}

/** The package that a bare specifier names: `@scope/name/entry` → `@scope/name`. */
export function packageOf(specifier: string): string {
  const parts = specifier.split("/");
  return parts.slice(0, specifier.startsWith("@") ? 2 : 1).join("/");
}
