import { isObject, type JsonObject } from "../json.ts";
import type { Kind } from "../model/kind.ts";
import { componentName, type SchemaNode } from "../model/schema.ts";
import { unionAt } from "./access.ts";
import { propertyKey, stringLiteral } from "./literal.ts";
import type { Names } from "./names.ts";
import { eventType, inputType, parameterType, responseType } from "./operation-types.ts";
import { isPlainObject } from "./plain-object.ts";

/** The types of a definition, line by line, and the names that they use. */
export interface JobTypes {
  readonly lines: readonly string[];
  readonly uses: readonly string[];
  /** The body of the read. */
  readonly body: string;
  /** The declaration of the output, where that is an object: so it has a name in editors. */
  readonly output: string | undefined;
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
export function jobTypes(kind: Kind, names: Names, document: JsonObject): JobTypes {
  const body = responseType(kind.read, names);
  const uses = [...(body.declaration === undefined ? body.uses : [body.text])];
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
  const output = outputDeclaration(kind, names, body.text, document);
  const lines = [
    `client: ${names.kindClient(kind.name)};`,
    ...members("starts", starts),
    ...members("params", params),
    `body: ${body.text};`,
    `output: ${output === undefined ? outputType(kind, body.text) : names.kindOutput(kind.name)};`,
    `event: ${event};`,
    `list: ${listType(kind, names, uses)};`,
    `can: ${can.length === 0 ? "never" : can.join(" | ")};`,
  ];
  return { lines, uses, body: body.text, output };
}

function members(key: string, entries: readonly string[]): readonly string[] {
  const flat = `${key}: { ${entries.join("; ")} };`;
  if (entries.length === 0) return [`${key}: {};`];
  return flat.length < 106 ? [flat] : [`${key}: {`, ...entries.map((entry) => `  ${entry};`), "};"];
}

function outputType({ output }: Kind, body: string): string {
  return output.whole === undefined ? "undefined" : unionAt(body, output.whole);
}

function outputDeclaration(kind: Kind, names: Names, body: string, document: JsonObject): string | undefined {
  const { parts } = kind.output;
  const name = names.kindOutput(kind.name);
  if (parts !== undefined) {
    const lines = parts.map((part) => `  ${propertyKey(part.name)}?: ${unionAt(body, part.at)};\n`);
    return `interface ${name} {\n${lines.join("")}}`;
  }
  if (!isObjectOutput(kind, document)) return undefined;
  const type = outputType(kind, body);
  // An interface extends a name, which `Body["output"]` is not.
  return `interface ${name} extends ${type.startsWith("NonNullable<") ? type : `NonNullable<${type}>`} {}`;
}

/** Whether the output is one object of the body, null and absence aside, that an interface can extend. */
function isObjectOutput({ output }: Kind, document: JsonObject): boolean {
  const [at, ...others] = output.whole ?? [];
  if (at === undefined || others.length > 0 || at.steps.length === 0) return false;
  const [only, ...further] = at.variants.filter((variant) => variant.type !== "null");
  const [part, ...more] = only?.parts ?? [];
  if (further.length > 0 || more.length > 0 || !isObject(part?.value)) return false;
  return only?.type === "object" && isPlainObject(document, { ...part.value, type: "object" });
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
