import type { Kind } from "../model/kind.ts";
import { componentName, type SchemaNode } from "../model/schema.ts";
import { unionAt } from "./access.ts";
import { propertyKey, stringLiteral } from "./literal.ts";
import type { Names } from "./names.ts";
import { eventType, inputType, parameterType, responseType } from "./operation-types.ts";

/** The type argument of a definition, line by line, and the names that it uses. */
export interface JobTypes {
  readonly lines: readonly string[];
  readonly uses: readonly string[];
  /** The body of the read. */
  readonly body: string;
}

/** What the kind can do beside being read. */
export function abilities(kind: Kind): readonly string[] {
  const waits =
    kind.table.some(([, status]) => status === "requires_action") ||
    kind.when.some((rule) => rule.status === "requires_action");
  return [
    ...(waits ? ["action"] : []),
    ...(kind.cancel === undefined ? [] : ["cancel"]),
    ...(kind.list === undefined ? [] : ["list"]),
    ...(kind.events === undefined ? [] : ["stream"]),
  ];
}

/** The types of a kind. */
export function jobTypes(kind: Kind, names: Names): JobTypes {
  const body = responseType(kind.read, names);
  const uses = [...(body.declaration === undefined ? body.uses : [body.text]), names.client];
  const use = <Type extends { readonly uses: readonly string[] }>(type: Type): Type => {
    uses.push(...type.uses);
    return type;
  };
  const starts = kind.starts.map(({ operation }) => {
    const input =
      inputType(operation, names) === undefined ? "Record<string, never>" : names.input(operation);
    if (!input.startsWith("Record")) uses.push(input);
    return `${propertyKey(operation.name)}: ${input}`;
  });
  const params = kind.params.map(
    (parameter) =>
      `${propertyKey(parameter.name)}${parameter.required ? "" : "?"}: ${use(parameterType(parameter, kind.read, names)).text}`,
  );
  const event = kind.events === undefined ? "never" : use(eventType(kind.events.event, names)).text;
  const can = abilities(kind).map(stringLiteral);
  const lines = [
    `client: ${names.client};`,
    ...members("starts", starts),
    ...members("params", params),
    `body: ${body.text};`,
    ...outputLines(kind, body.text),
    `event: ${event};`,
    `list: ${listType(kind, names, uses)};`,
    `can: ${can.length === 0 ? "never" : can.join(" | ")};`,
  ];
  return { lines, uses, body: body.text };
}

function members(key: string, entries: readonly string[]): readonly string[] {
  const flat = `${key}: { ${entries.join("; ")} };`;
  if (entries.length === 0) return [`${key}: {};`];
  return flat.length < 106 ? [flat] : [`${key}: {`, ...entries.map((entry) => `  ${entry};`), "};"];
}

function outputLines(kind: Kind, body: string): readonly string[] {
  const { whole, parts } = kind.output;
  if (parts !== undefined)
    return members(
      "output",
      parts.map(({ name, at }) => `${propertyKey(name)}?: ${unionAt(body, at)}`),
    );
  return [`output: ${whole === undefined ? "undefined" : unionAt(body, whole)};`];
}

function listType(kind: Kind, names: Names, uses: string[]): string {
  const { list } = kind;
  if (list === undefined) return "never";
  if (inputType(list.operation, names) === undefined) return "Record<string, never>";
  const input = names.input(list.operation);
  uses.push(input);
  const fixed = list.fixed.map((binding) => stringLiteral(binding.name));
  return fixed.length === 0 ? input : `Omit<${input}, ${fixed.join(" | ")}>`;
}

/** What makes the items of a list bodies, where the list has a schema of its own for them. */
export function listCast(kind: Kind, body: string): string {
  const { list } = kind;
  if (list === undefined || isSame(list.item, kind.body)) return "";
  return list.operation.pagination === undefined
    ? ` as readonly ${body}[]`
    : ` as AsyncIterable<readonly ${body}[]>`;
}

function isSame(a: SchemaNode, b: SchemaNode): boolean {
  const name = componentName(a);
  return name !== undefined && name === componentName(b);
}
