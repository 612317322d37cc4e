import type { Report } from "../diagnostics/report.ts";
import {
  compareText,
  isObject,
  type Json,
  type JsonObject,
  own,
  ownArray,
  ownObject,
  ownString,
} from "../json.ts";
import type { Path } from "../path.ts";
import { checkPagination } from "./check-pagination.ts";
import { camelCase, clientMembers, grammar, isDeclarable, pascalCase } from "./names.ts";
import type { Method, Operation, Pagination } from "./operation.ts";
import { readParameters } from "./read-parameters.ts";
import { readRequestBody } from "./read-request-body.ts";
import { readSuccess, responseHeadersOf } from "./read-responses.ts";
import { chosenRequirement } from "./security.ts";
import { streamSwitchOf } from "./stream-switch.ts";

const methods = ["get", "put", "post", "patch", "delete", "head", "options"] as const;

/** All operations of a document in the order of their names. What is wrong with one goes to the report. */
export function readOperations(document: JsonObject, report: Report): readonly Operation[] {
  const operations: Operation[] = [];
  for (const [path, item] of Object.entries(ownObject(document, "paths"))) {
    if (path.startsWith("x-")) continue;
    if (!grammar.pathTemplate.test(path)) {
      report.error(
        ["paths", path],
        "this is no path template",
        "a path starts with / and holds only characters of a URL path and {parameters}",
      );
      continue;
    }
    if (own(item, "trace") !== undefined)
      report.error(["paths", path, "trace"], "TRACE cannot be sent by fetch", "remove the operation");
    for (const method of methods) {
      const value = own(item, method);
      if (!isObject(value)) continue;
      operations.push(readOperation(document, path, method, item, value, report));
    }
  }
  checkNames(operations, report);
  for (const operation of operations) checkPagination(document, operation, report);
  return operations.sort((a, b) => compareText(a.name, b.name));
}

function readOperation(
  document: JsonObject,
  path: string,
  method: (typeof methods)[number],
  item: Json,
  value: JsonObject,
  report: Report,
): Operation {
  const at: Path = ["paths", path, method];
  const verb = method.toUpperCase() as Method;
  const operationId = ownString(value, "operationId");
  const id = operationId ?? `${verb} ${path}`;
  const extension = ownObject(value, "x-jobwire");
  const parameters = readParameters(document, path, at, item, value, report);
  const body = readRequestBody(document, at, value, parameters, report);
  const success = readSuccess(document, at, value, report);
  return {
    id,
    hasOperationId: operationId !== undefined,
    name: operationId === undefined ? nameOfPath(verb, path) : camelCase(operationId),
    method: verb,
    path,
    at,
    parameters,
    body,
    success,
    responseHeaders: responseHeadersOf(document, value),
    summary: ownString(value, "summary"),
    description: ownString(value, "description"),
    deprecated: own(value, "deprecated") === true,
    sources: sourcesOf(extension),
    security: securityOf(document, value),
    pagination: own(extension, "pagination") as Pagination | undefined,
    retry: own(extension, "retry") as Operation["retry"],
    timeoutMs: own(extension, "timeoutMs") as number | undefined,
    streamSwitch: streamSwitchOf(document, id, extension, body, success),
  };
}

/** `GET /v2/jobs/{job_id}` → `getV2JobsByJobId`, for a document without operationIds. */
function nameOfPath(method: Method, path: string): string {
  const words = path.split("/").map((segment) => segment.replace(/\{([^}]*)\}/g, "-by-$1"));
  return method.toLowerCase() + pascalCase(words.join("-"));
}

function sourcesOf(extension: JsonObject): readonly string[] {
  const source = own(extension, "source");
  if (typeof source === "string") return [source];
  return ownArray(extension, "source").filter((entry): entry is string => typeof entry === "string");
}

function securityOf(document: JsonObject, operation: JsonObject): readonly string[] | undefined {
  return own(operation, "security") === undefined
    ? undefined
    : chosenRequirement(document, own(operation, "security"));
}

function checkNames(operations: readonly Operation[], report: Report): void {
  const byName = new Map<string, Operation>();
  for (const operation of operations) {
    const { id, name, at, hasOperationId } = operation;
    const path = [...at, "operationId"];
    if (hasOperationId && !grammar.operationId.test(id)) {
      report.error(
        path,
        `${JSON.stringify(id)} is no name of an operation`,
        "letters and digits, joined by . _ - or /, starting with a letter",
      );
      continue;
    }
    if (clientMembers.has(name) || !isDeclarable(pascalCase(name))) {
      report.error(
        path,
        `"${name}" is the name of something else on every client`,
        "give the operation another operationId",
      );
    }
    const other = byName.get(name);
    if (other !== undefined) {
      const both = `${other.method} ${other.path}`;
      const fact =
        other.id === id
          ? `"${id}" is the operationId of ${both} too`
          : `"${id}" and "${other.id}" (${both}) are both called ${name} in code`;
      report.error(path, fact, "every operation needs a name of its own");
    }
    byName.set(name, operation);
  }
}
