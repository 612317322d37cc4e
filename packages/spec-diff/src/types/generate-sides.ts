import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { formatDiagnostic, generate } from "@jobwire/codegen";
import type { JsonObject } from "../json.ts";

/** The generated files of both documents, on disk. */
export interface Sides {
  readonly base: Side;
  readonly head: Side;
}

/** The generated package of one document. */
export interface Side {
  /** How its types begin: `BaseSpec` of `BaseSpecOperations`. */
  readonly prefix: string;
  /** `METHOD /path` to the name of the method. */
  readonly methods: ReadonlyMap<string, string>;
  /** Names of its kinds of job. */
  readonly kinds: ReadonlySet<string>;
}

/** The types could not be generated, so they cannot be measured. */
export class TypesNotGeneratedError extends Error {
  override readonly name = "TypesNotGeneratedError";
}

/**
 * Compiles both documents below a folder, as a user's package would be.
 *
 * @throws {TypesNotGeneratedError} One of them does not compile.
 */
export async function generateSides(folder: string, base: JsonObject, head: JsonObject): Promise<Sides> {
  const names = ["base-spec", "head-spec"] as const;
  for (const [index, document] of [base, head].entries()) {
    mkdirSync(join(folder, "specs", names[index] ?? ""), { recursive: true });
    writeFileSync(specFile(folder, names[index] ?? ""), JSON.stringify(document));
  }
  const { ok, providers } = await generate({ folder, config: {}, force: true });
  if (!ok) {
    const all = providers.flatMap((provider) => provider.diagnostics);
    const first = all.find((diagnostic) => diagnostic.severity === "error");
    throw new TypesNotGeneratedError(
      first === undefined ? "the compiler refused it" : formatDiagnostic(first),
    );
  }
  return { base: readSide(folder, names[0]), head: readSide(folder, names[1]) };
}

function specFile(folder: string, name: string): string {
  return join(folder, "specs", name, "openapi.json");
}

function readSide(folder: string, name: string): Side {
  const generated = (file: string) =>
    readFileSync(join(folder, "packages", name, "src", "generated", file), "utf8");
  const methods = [
    ...generated("operations.ts").matchAll(
      /^\s*("?)([\w$]+)\1: \{\s*method: "([A-Z]+)",\s*path: "([^"]+)"/gm,
    ),
  ];
  const kinds = [...generated("jobs.ts").matchAll(/^export const (\w+): JobDefinition</gm)];
  return {
    prefix: name.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase()),
    methods: new Map(methods.map(([, , method = "", verb = "", path = ""]) => [`${verb} ${path}`, method])),
    kinds: new Set(kinds.map(([, kind = ""]) => kind)),
  };
}
