import type { Report } from "../diagnostics/report.ts";
import { didYouMean } from "../diagnostics/suggest.ts";
import type { JsonObject } from "../json.ts";
import { reportLeft } from "./kind-context.ts";
import { inputParameters, type Operation } from "./operation.ts";
import { replyOf } from "./read-start.ts";
import { isReached, walkPointer } from "./walk-pointer.ts";

/** Checks that the parameters and places that `pagination` names are there. */
export function checkPagination(document: JsonObject, operation: Operation, report: Report): void {
  const { pagination, at, id } = operation;
  // What is not written as it must be has been reported.
  if (typeof pagination !== "object" || report.findings.some(({ path }) => path.includes("pagination")))
    return;
  const path = [...at, "x-jobwire", "pagination"];
  const names = inputParameters(operation)
    .filter((parameter) => parameter.in !== "path")
    .map((parameter) => parameter.name);
  const isKnown = (name: string) => names.some((known) => known.toLowerCase() === name.toLowerCase());
  for (const key of ["param", "size"] as const) {
    const name = pagination[key];
    if (name !== undefined && !isKnown(name))
      report.error([...path, key], `${id} has no parameter "${name}"`, didYouMean(name, names, "parameters"));
  }
  const reply = replyOf(operation);
  if (reply === undefined) {
    report.error(path, `${id} answers with no JSON, so it has no pages`);
    return;
  }
  const target = { ...reply, name: `the body of ${id}` };
  const context = { document, operations: new Map(), report, at };
  const items = walkPointer(document, target.node, pagination.items);
  if (!isReached(items)) reportLeft(context, target, pagination.items, items, [...path, "items"]);
  else if (!items.types.has("array") && !items.types.has("unknown"))
    report.error([...path, "items"], `${pagination.items || "the whole body"} of ${id} is no array`);
  for (const key of ["next", "more"] as const) {
    const pointer = /^\$response\.body#(.*)$/.exec(pagination[key] ?? "")?.[1];
    const reached = pointer === undefined ? undefined : walkPointer(document, target.node, pointer);
    if (reached !== undefined && pointer !== undefined && !isReached(reached))
      reportLeft(context, target, pointer, reached, [...path, key]);
  }
}
