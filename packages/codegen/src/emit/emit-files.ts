import { createHash } from "node:crypto";
import type { JsonObject } from "../json.ts";
import { pascalCase } from "../model/names.ts";
import type { Model } from "../model/read-model.ts";
import { compilerVersion } from "../own-files.ts";
import { project, rewriteForTypes } from "../rewrite/rewrite-document.ts";
import { sortDocument } from "../rewrite/sort-document.ts";
import { splitDirections } from "../rewrite/split-directions.ts";
import { type GeneratedFile, header, type Origin } from "./generated-file.ts";
import { indexFile } from "./index-file.ts";
import { jobsFile } from "./jobs-file.ts";
import { kindClientsFile } from "./kind-clients-file.ts";
import { nameEverything } from "./names.ts";
import { printSchemaTypes } from "./openapi-typescript.ts";
import { operationsFile } from "./operations-file.ts";
import { typesFile } from "./types-file.ts";

/** How and how much is emitted. */
export interface EmitOptions {
  /** How the names of imported files end. Default `.ts`. */
  readonly ending?: string;
  /** Types and nothing else. */
  readonly typesOnly?: boolean;
}

/** Makes all generated files of a provider, in memory. */
export function emitFiles(model: Model, spec: string, options: EmitOptions = {}): readonly GeneratedFile[] {
  const { ending = ".ts", typesOnly = false } = options;
  const document = openapiFile(model.document);
  const hash = createHash("sha256").update(document.content).digest("hex");
  const origin: Origin = { spec, hash, compiler: compilerVersion(), ending };
  const split = splitDirections(model.document, project);
  const complete = withInputs(model, split.inputs);
  const rewritten = rewriteForTypes(model, split);
  const schema = printSchemaTypes(rewritten);
  const types = [
    { name: "schema.ts", content: header(origin) + schema },
    typesFile(complete, rewritten, origin),
  ];
  const code = typesOnly ? [] : codeFiles(complete, split.inputs, origin);
  return typesOnly ? types : [...types, ...code, document];
}

/** What is more than types. */
function codeFiles(
  complete: Model,
  inputs: ReadonlyMap<string, string>,
  origin: Origin,
): readonly GeneratedFile[] {
  const names = nameEverything(complete, inputs);
  return [
    operationsFile(complete, names, origin),
    jobsFile(complete, names, origin),
    kindClientsFile(complete, names, origin),
    indexFile(complete, names, origin),
  ];
}

/** `openapi.json`: the bundled document, for the simulator, the diff, and other tools. */
function openapiFile(document: JsonObject): GeneratedFile {
  return { name: "openapi.json", content: `${JSON.stringify(sortDocument(document), null, 2)}\n` };
}

/** Components that requests have for themselves are types like any other. */
function withInputs(model: Model, inputs: ReadonlyMap<string, string>): Model {
  const added = [...inputs].map(([id, input]) => ({
    id: input,
    name: pascalCase(input),
    description: model.components.find((component) => component.id === id)?.description,
  }));
  const components = [...model.components, ...added].sort((a, b) => (a.name < b.name ? -1 : 1));
  return { ...model, components };
}
