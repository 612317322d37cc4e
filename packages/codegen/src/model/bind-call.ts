import { didYouMean } from "../diagnostics/suggest.ts";
import type { Json } from "../json.ts";
import type { Path } from "../path.ts";
import { type Expression, parseExpression } from "./expression.ts";
import type { ParamsSource } from "./job-source.ts";
import type { Binding, Source } from "./kind.ts";
import type { KindContext } from "./kind-context.ts";
import { inputParameters, type Operation } from "./operation.ts";
import { typeOfJson, variantsOf } from "./variants.ts";

/** What the parameters of one call may be taken from. */
export interface Scope {
  /** Resolves an expression, or says why it cannot be: `{ problem }`. */
  resolve(expression: Expression): Source | { readonly problem: string };
  /** The value of a parameter that `params` does not name. */
  byName(name: string): Source | undefined;
  /** `which getJob does not have` */
  readonly lacks: string;
}

/** Binds the parameters of an operation: named ones by their expressions, all others by their names. */
export function bindCall(
  context: KindContext,
  operation: Operation,
  params: ParamsSource,
  scope: Scope,
  at: Path,
): readonly Binding[] {
  const wanted = wantedNames(operation);
  for (const name of Object.keys(params)) {
    if (wanted.has(name)) continue;
    context.report.error(
      [...at, "params", name],
      `${operation.id} has no parameter "${name}"`,
      didYouMean(name, [...wanted.keys()], "parameters"),
    );
  }
  return [...wanted].flatMap(([name, required]): readonly Binding[] => {
    const given = Object.hasOwn(params, name) ? params[name] : undefined;
    checkConstants(context, operation, name, given, [...at, "params", name]);
    const sources =
      given === undefined ? byName(scope, name) : resolveAll(context, given, scope, [...at, "params", name]);
    if (sources === undefined) return [];
    if (sources.length > 0) return [{ name, required, sources }];
    if (required) {
      const hint = `bind it: params: { ${name}: $response.body#/… }`;
      context.report.error(at, `${operation.id} needs "${name}", ${scope.lacks}`, hint);
    }
    return [];
  });
}

/** Input of an operation by name, and whether it must be given. A flat body's properties can be given too. */
function wantedNames(operation: Operation): ReadonlyMap<string, boolean> {
  const names = new Map<string, boolean>();
  for (const parameter of inputParameters(operation)) names.set(parameter.name, parameter.required);
  const { body } = operation;
  if (body?.shape === "flat")
    for (const name of body.properties) names.set(name, body.requiredProperties.includes(name));
  return names;
}

/** A constant of another type than its parameter would make code that does not compile. */
function checkConstants(
  { document, report }: KindContext,
  operation: Operation,
  name: string,
  given: Json | undefined,
  at: Path,
): void {
  const parameter = inputParameters(operation).find((other) => other.name === name);
  if (parameter === undefined || given === undefined) return;
  const types = new Set(variantsOf(document, parameter.schema).map((variant) => variant.type));
  for (const value of Array.isArray(given) ? given : [given]) {
    const isConstant = parseExpression(value)?.from === "constant";
    if (!isConstant || types.has("unknown") || types.has(typeOfJson(value))) continue;
    report.error(
      at,
      `${JSON.stringify(value)} cannot be the value of "${name}", which is a ${[...types].join(" or ")}`,
    );
  }
}

function byName(scope: Scope, name: string): readonly Source[] {
  const source = scope.byName(name);
  return source === undefined ? [] : [source];
}

/** Resolves every expression of a list. `undefined` when something is wrong, which has then been reported. */
function resolveAll(
  context: KindContext,
  given: Json,
  scope: Scope,
  at: Path,
): readonly Source[] | undefined {
  const list = Array.isArray(given) ? given : [given];
  const sources: Source[] = [];
  for (const [index, value] of list.entries()) {
    const path = Array.isArray(given) ? [...at, index] : at;
    const expression = parseExpression(value);
    const result = expression === undefined ? { problem: notAnExpression(value) } : scope.resolve(expression);
    if ("problem" in result) {
      context.report.error(path, result.problem);
      return undefined;
    }
    sources.push(result);
  }
  return sources;
}

/** What is wrong with a text that starts with `$` and is no expression. */
export function notAnExpression(value: Json): string {
  return `${JSON.stringify(value)} is no runtime expression: $request.path.x, $request.query.x, $request.body#/x, $response.body#/x, $response.header.X`;
}
