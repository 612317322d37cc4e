import { didYouMean } from "../diagnostics/suggest.ts";
import { isObject, own } from "../json.ts";
import type { Path } from "../path.ts";
import { bindCall } from "./bind-call.ts";
import { type JobSource, type ListSource, type ParamsSource, pointerList } from "./job-source.ts";
import type { Binding, List } from "./kind.ts";
import { findOperation, type KindContext, reportLeft } from "./kind-context.ts";
import { inputParameters, type Operation } from "./operation.ts";
import { replyOf } from "./read-start.ts";
import { dereference, type SchemaNode, schemaNode } from "./schema.ts";
import { type JobFacts, jobScope } from "./scopes.ts";
import { isReached, type Reached, walkPointer } from "./walk-pointer.ts";

/** The operation that reads many jobs of a kind at once. */
export function readList(context: KindContext, source: JobSource, facts: JobFacts): List | undefined {
  const { list } = source;
  if (list === undefined) return undefined;
  const path = [...context.at, "list"];
  const operation = findOperation(context, list.operation, [...path, "operation"]);
  if (operation === undefined) return undefined;
  const items = itemsOf(context, operation, list, path);
  if (items === undefined) return undefined;
  const item = itemSchema(items);
  checkItem(context, source, operation, item, [...path, "items"]);
  const params = list.params ?? {};
  const [constants, expressions] = splitParams(params);
  const size = operation.pagination?.size;
  const all = bindCall(context, operation, params, jobScope(context.document, facts, true), path);
  const isConstant = (binding: Binding) => Object.hasOwn(constants, binding.name);
  return {
    operation,
    items,
    item,
    defaults: all.filter((binding) => isConstant(binding) && binding.name === size),
    fixed: all.filter((binding) => isConstant(binding) && binding.name !== size),
    inputOf: all.filter(
      (binding) => !isConstant(binding) && (binding.required || Object.hasOwn(expressions, binding.name)),
    ),
    params: paramsOfRead(context, operation, item, facts, path),
    pageSize: pageSizeOf(context, operation, constants),
  };
}

function itemsOf(
  context: KindContext,
  operation: Operation,
  list: ListSource,
  path: Path,
): Reached | undefined {
  const reply = replyOf(operation);
  if (reply === undefined) {
    context.report.error([...path, "operation"], `${operation.id} answers with no JSON`);
    return undefined;
  }
  const target = { ...reply, name: `the body of ${operation.id}` };
  const at = walkPointer(context.document, target.node, list.items);
  if (!isReached(at)) {
    reportLeft(context, target, list.items, at, [...path, "items"]);
    return undefined;
  }
  if (!at.types.has("array")) {
    context.report.error(
      [...path, "items"],
      `${list.items === "" ? "the whole body" : list.items} of ${operation.id} is no array`,
    );
    return undefined;
  }
  return at;
}

function itemSchema(items: Reached): SchemaNode {
  const part = items.variants
    .flatMap((variant) => variant.parts)
    .find((candidate) => own(candidate.value, "items") !== undefined);
  return part === undefined
    ? { value: true, path: [] }
    : schemaNode(own(part.value, "items"), [...part.path, "items"]);
}

/** An item may hold less than the body of the read, but it must say which job it is and how far. */
function checkItem(
  context: KindContext,
  source: JobSource,
  operation: Operation,
  item: SchemaNode,
  path: Path,
): void {
  const needed = { id: pointerList(source.id), "status.at": pointerList(source.status.at) };
  for (const [key, pointers] of Object.entries(needed)) {
    if (pointers.some((pointer) => isReached(walkPointer(context.document, item, pointer)))) continue;
    const fact = `an item of ${operation.id} has no ${pointers.join(" or ")}, where ${key} says that it stands`;
    context.report.error(path, fact, "list an operation whose items have it, or add a further pointer");
  }
}

function splitParams(params: ParamsSource): readonly [constants: ParamsSource, expressions: ParamsSource] {
  const isExpression = (value: ParamsSource[string]) =>
    typeof value === "object" || (typeof value === "string" && value.startsWith("$"));
  const entries = Object.entries(params);
  return [
    Object.fromEntries(entries.filter(([, value]) => !isExpression(value))),
    Object.fromEntries(entries.filter(([, value]) => isExpression(value))),
  ];
}

/** What the read needs beside the id stands in the list's input, or under the same name in the item. */
function paramsOfRead(
  context: KindContext,
  operation: Operation,
  item: SchemaNode,
  facts: JobFacts,
  path: Path,
): readonly Binding[] {
  const inputs = inputParameters(operation)
    .filter((parameter) => parameter.required)
    .map((parameter) => parameter.name);
  return facts.params.flatMap(({ name, required }): readonly Binding[] => {
    if (inputs.includes(name)) return [{ name, required, sources: [{ from: "input", steps: [name] }] }];
    const at = walkPointer(context.document, item, `/${name}`);
    if (isReached(at)) return [{ name, required, sources: [{ from: "item", at }] }];
    if (required) {
      const hint = didYouMean(name, inputs, `input of ${operation.id}`);
      context.report.error(
        path,
        `${facts.read.id} needs "${name}", which neither the input nor an item of ${operation.id} has`,
        hint,
      );
    }
    return [];
  });
}

/** How many jobs a page holds: the constant of the size parameter, else its default. */
function pageSizeOf(context: KindContext, operation: Operation, constants: ParamsSource): number | undefined {
  const size = operation.pagination?.size;
  if (size === undefined) return undefined;
  const given = constants[size];
  if (typeof given === "number") return given;
  const parameter = operation.parameters.find((candidate) => candidate.name === size);
  const schema = parameter === undefined ? undefined : dereference(context.document, parameter.schema).value;
  const fallback = isObject(schema) ? own(schema, "default") : undefined;
  return typeof fallback === "number" ? fallback : undefined;
}
