import { own } from "../json.ts";
import type { Path } from "../path.ts";
import { bindCall, type Scope } from "./bind-call.ts";
import type { ActionSource, JobSource } from "./job-source.ts";
import type { Action } from "./kind.ts";
import { findOperation, type KindContext, reach, reportLeft, type Target } from "./kind-context.ts";
import type { Operation } from "./operation.ts";
import { readConditions } from "./read-conditions.ts";
import { schemaNode } from "./schema.ts";
import { bodySource, type JobFacts } from "./scopes.ts";
import { isReached, type Reached, walkPointer } from "./walk-pointer.ts";

/** What a job in `requires_action` waits for. */
export function readActions(
  context: KindContext,
  source: JobSource,
  facts: JobFacts,
  id: readonly Reached[],
): readonly Action[] {
  return (source.actions ?? []).flatMap((action, index) =>
    readAction(context, action, facts, id, [...context.at, "actions", index]),
  );
}

function readAction(
  context: KindContext,
  source: ActionSource,
  facts: JobFacts,
  id: readonly Reached[],
  path: Path,
): readonly Action[] {
  const operation = findOperation(context, source.operation, [...path, "operation"]);
  const each =
    source.each === undefined ? undefined : reachArray(context, facts.body, source.each, [...path, "each"]);
  const element: Target | undefined = each === undefined ? facts.body : elementOf(each, source.each ?? "");
  if (operation === undefined || element === undefined || (source.each !== undefined && each === undefined))
    return [];
  const scope = actionScope(context, facts, element, each !== undefined, id);
  return [
    {
      each,
      conditions: readConditions(context, element, source.if, [...path, "if"]),
      id: reach(context, element, source.id, [...path, "id"]),
      kind: source.kind,
      summary:
        source.summary === undefined ? [] : reach(context, element, source.summary, [...path, "summary"]),
      operation,
      params: bindCall(context, onlyAddress(operation), source.params ?? {}, scope, path),
    },
  ];
}

/** What a person decides is no parameter that can be known from the job: the path must be, the body need not. */
function onlyAddress(operation: Operation): Operation {
  const { body } = operation;
  return body === undefined ? operation : { ...operation, body: { ...body, requiredProperties: [] } };
}

function reachArray(context: KindContext, target: Target, pointer: string, path: Path): Reached | undefined {
  const at = walkPointer(context.document, target.node, pointer);
  if (!isReached(at)) {
    reportLeft(context, target, pointer, at, path);
    return undefined;
  }
  if (at.types.has("array")) return at;
  context.report.error(path, `${pointer} of ${target.name} is no array`);
  return undefined;
}

function elementOf(each: Reached, pointer: string): Target | undefined {
  const part = each.variants
    .flatMap((variant) => variant.parts)
    .find((candidate) => own(candidate.value, "items") !== undefined);
  return part === undefined
    ? undefined
    : {
        node: schemaNode(own(part.value, "items"), [...part.path, "items"]),
        name: `an element of ${pointer}`,
      };
}

function actionScope(
  context: KindContext,
  facts: JobFacts,
  element: Target,
  hasItem: boolean,
  id: readonly Reached[],
): Scope {
  const [idAt] = id;
  return {
    byName: (name) =>
      name === facts.idParameter.name && idAt !== undefined ? { from: "body", at: idAt } : undefined,
    lacks: "which the body does not give by itself",
    resolve(expression) {
      switch (expression.from) {
        case "constant":
          return expression;
        case "response.body":
          return bodySource(context.document, facts.body, expression.pointer, "body");
        case "item":
          return hasItem
            ? bodySource(context.document, element, expression.pointer, "item")
            : { problem: "$item needs each: the array whose elements are the actions" };
        default:
          return { problem: "an action is made from the body of the job: $response.body#/… or $item#/…" };
      }
    },
  };
}
