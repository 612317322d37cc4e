import type { JsonObject } from "../json.ts";
import type { Scope } from "./bind-call.ts";
import type { Source } from "./kind.ts";
import type { Target } from "./kind-context.ts";
import type { Operation, Parameter } from "./operation.ts";
import { isReached, type Reached, walkPointer } from "./walk-pointer.ts";

/** What is known of a job that exists: its address, and for some calls its last body. */
export interface JobFacts {
  readonly read: Operation;
  readonly idParameter: Parameter;
  readonly params: readonly Parameter[];
  readonly body: Target;
}

/** The scope of a call about a job that exists. Its "request" and "response" are those of the read. */
export function jobScope(document: JsonObject, facts: JobFacts, canUseBody: boolean): Scope {
  const byName = (name: string): Source | undefined => {
    if (name === facts.idParameter.name) return { from: "id" };
    const parameter = facts.params.find((candidate) => candidate.name === name);
    return parameter === undefined ? undefined : { from: "params", name, optional: !parameter.required };
  };
  return {
    byName,
    lacks: `which ${facts.read.id} does not have`,
    resolve(expression) {
      switch (expression.from) {
        case "constant":
          return expression;
        case "request.path":
        case "request.query":
        case "request.header":
          return (
            byName(expression.name) ?? {
              problem: `"${expression.name}" is no parameter of ${facts.read.id} that a ref keeps`,
            }
          );
        case "response.body":
          if (!canUseBody)
            return {
              problem:
                "the body of the job is not at hand here: only cancel and list can take values from it",
            };
          return bodySource(document, facts.body, expression.pointer, "body");
        default:
          return {
            problem: `this value is known at the start only; ${facts.read.id} has its parameters and its body`,
          };
      }
    },
  };
}

/** A place in a body, or why it is none. */
export function bodySource(
  document: JsonObject,
  target: Target,
  pointer: string,
  from: "body" | "reply" | "item",
): Source | { readonly problem: string } {
  const at = reachable(document, target, pointer);
  return typeof at === "string" ? { problem: at } : { from, at };
}

function reachable(document: JsonObject, target: Target, pointer: string): Reached | string {
  const result = walkPointer(document, target.node, pointer);
  if (isReached(result)) return result;
  return `${pointer || "the whole body"} leaves ${target.name}: no "${result.segment}" below ${result.below === "" ? "the root" : result.below}`;
}
