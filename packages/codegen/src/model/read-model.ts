import type { Report } from "../diagnostics/report.ts";
import type { JsonObject } from "../json.ts";
import { checkExtensions } from "../vocabulary/check-extensions.ts";
import { checkCircles } from "./check-circles.ts";
import { checkReferences } from "./check-references.ts";
import { checkShape } from "./check-shape.ts";
import type { Kind } from "./kind.ts";
import type { Operation } from "./operation.ts";
import { type ApiFacts, readApi } from "./read-api.ts";
import { type Component, readComponents } from "./read-components.ts";
import { readKinds } from "./read-kinds.ts";
import { readOperations } from "./read-operations.ts";

/** Everything that the emitters must know of a document, checked. */
export interface Model {
  readonly provider: string;
  readonly document: JsonObject;
  readonly api: ApiFacts;
  readonly components: readonly Component[];
  readonly operations: readonly Operation[];
  readonly kinds: readonly Kind[];
}

/** Reads a document. What is wrong goes to the report; with errors in it the model must not be used. */
export function readModel(provider: string, document: JsonObject, report: Report): Model {
  checkShape(document, report);
  checkReferences(document, report);
  checkCircles(document, report);
  checkExtensions(document, report);
  const operations = readOperations(document, report);
  return {
    provider,
    document,
    api: readApi(document, report),
    components: readComponents(document, report),
    operations,
    kinds: readKinds(document, operations, report),
  };
}
