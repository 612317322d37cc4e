import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { compileFiles, formatDiagnostic, type GeneratedFile, SpecError } from "@jobwire/codegen";
import type { JsonObject } from "../json.ts";

/** The generated package of one document. */
export interface Side {
  /** The folder of its generated files. */
  readonly folder: string;
  /** `METHOD /path` to the name of the method. */
  readonly methods: ReadonlyMap<string, string>;
  /** Names of its kinds of job. */
  readonly kinds: ReadonlySet<string>;
  /** The texts of its files. */
  readonly texts: readonly string[];
}

/** The types could not be generated, so they cannot be measured. */
export class TypesNotGeneratedError extends Error {
  override readonly name = "TypesNotGeneratedError";
}

/** How the types of every side begin: `SpecOperations`. */
export const prefix = "Spec";

/** What a package's hand-written part says as long as nobody has written anything. */
const refine = `import type { Refinements } from "./generated/jobs.ts";
export const refine: Refinements = {};
`;

/**
 * Compiles a document into a folder, as a user's package would hold it.
 *
 * @throws {TypesNotGeneratedError} It does not compile.
 */
export async function generateSide(folder: string, document: JsonObject): Promise<Side> {
  const file = join(folder, "openapi.json");
  const generated = join(folder, "generated");
  mkdirSync(generated, { recursive: true });
  writeFileSync(file, JSON.stringify(document));
  const files = await compiled(file, folder);
  writeFileSync(join(folder, "refine.ts"), refine);
  for (const { name, content } of files) writeFileSync(join(generated, name), content);
  return sideOf(generated, files);
}

async function compiled(file: string, folder: string): Promise<readonly GeneratedFile[]> {
  try {
    return await compileFiles({ file, provider: prefix.toLowerCase(), folder });
  } catch (error) {
    if (!(error instanceof SpecError)) throw error;
    const [first] = error.diagnostics.filter(({ severity }) => severity === "error");
    throw new TypesNotGeneratedError(
      first === undefined ? "the compiler refused it" : formatDiagnostic(first),
      { cause: error },
    );
  }
}

function sideOf(folder: string, files: readonly GeneratedFile[]): Side {
  const textOf = (file: string) => files.find(({ name }) => name === file)?.content ?? "";
  const [operations, jobs] = [textOf("operations.ts"), textOf("jobs.ts")];
  const methods = operations.matchAll(/^\s*("?)([\w$]+)\1: \{\s*method: "([A-Z]+)",\s*path: "([^"]+)"/gm);
  const kinds = jobs.matchAll(/^export const (\w+): JobDefinition</gm);
  return {
    folder,
    methods: new Map(
      [...methods].map(([, , method = "", verb = "", path = ""]) => [`${verb} ${path}`, method]),
    ),
    kinds: new Set([...kinds].map(([, kind = ""]) => kind)),
    texts: [operations, jobs],
  };
}
