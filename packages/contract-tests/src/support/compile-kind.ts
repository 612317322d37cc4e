import { stripTypeScriptTypes } from "node:module";
import { compileFunction } from "node:vm";
import type { AnyJobDefinition } from "@jobwire/job-utils";
import { createReport } from "../../../codegen/src/diagnostics/report.ts";
import { jobsFile } from "../../../codegen/src/emit/jobs-file.ts";
import { type Names, nameEverything } from "../../../codegen/src/emit/names.ts";
import type { JsonObject } from "../../../codegen/src/json.ts";
import { readKinds } from "../../../codegen/src/model/read-kinds.ts";
import { type Model, readModel } from "../../../codegen/src/model/read-model.ts";
import { checkExtensions } from "../../../codegen/src/vocabulary/check-extensions.ts";
import type { Api } from "./apis.ts";

interface Understood {
  readonly model: Model;
  readonly names: Names;
}

const understood = new Map<string, Understood>();

/** The document of a provider, understood once. */
function understand({ name, spec }: Api): Understood {
  const known = understood.get(name);
  if (known !== undefined) return known;
  const model = readModel(name, spec as unknown as JsonObject, createReport()); // a document is a JSON object
  const result = { model, names: nameEverything(model) };
  understood.set(name, result);
  return result;
}

/**
 * Compiles one kind of a document whose `x-jobs` has been altered, in memory, and loads what the compiler wrote.
 * `undefined` when the compiler refuses it.
 */
export function compileKind(api: Api, kind: string, source: object): AnyJobDefinition | undefined {
  const { model, names } = understand(api);
  const { frames: _, ...meant } = source as { readonly frames?: unknown }; // states for the simulator, slow to check
  const document = { ...model.document, "x-jobs": { [kind]: meant } } as JsonObject;
  const report = createReport();
  checkExtensions(document, report);
  const kinds = report.hasErrors ? [] : readKinds(document, model.operations, report);
  if (report.hasErrors || kinds.length === 0) return undefined;
  const origin = { spec: "", hash: "", compiler: "", ending: ".ts" as const };
  const { content } = jobsFile({ ...model, document, kinds }, names, origin);
  const code = stripTypeScriptTypes(content)
    .replace(/^import .*$/gm, "")
    .replace(/^export const/gm, "const");
  const refinements = Object.fromEntries(
    api.definitions.map((definition) => [definition.kind, refineOf(definition)]),
  );
  return compileFunction(`${code}\nreturn ${kind};`, ["refine"])(refinements) as AnyJobDefinition;
}

function refineOf(definition: object): unknown {
  return "refine" in definition ? definition.refine : undefined;
}
