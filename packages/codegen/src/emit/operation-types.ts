import {
  hasStreamSwitch,
  isIdempotencyKey,
  type Operation,
  type Parameter,
  type ResponseBody,
} from "../model/operation.ts";
import { componentName } from "../model/schema.ts";
import { commentText, ownComment } from "./comment.ts";
import { propertyKey, stringLiteral } from "./literal.ts";
import type { Names } from "./names.ts";
import { schemaType, type TypeText, unionOf } from "./schema-type.ts";

/** What the input of an operation looks like. */
export interface InputType {
  /** The declaration, without comment and `export`. */
  readonly declaration: string;
  readonly uses: readonly string[];
  /** A call may leave the input out. */
  readonly optional: boolean;
}

/** How an operation that answers JSON or events is called: for the one or for the other. */
type Wanted = "json" | "events";

/** The name of the type of an operation's input. */
export function inputName(operation: Operation, names: Names, wanted: Wanted = "json"): string {
  return wanted === "events" && hasStreamSwitch(operation)
    ? names.streamInput(operation)
    : names.input(operation);
}

/** The type of an operation's input; `undefined` when it takes none. */
export function inputType(
  operation: Operation,
  names: Names,
  wanted: Wanted = "json",
): InputType | undefined {
  const parameters = operation.parameters.filter((parameter) => !isIdempotencyKey(parameter));
  const { body } = operation;
  if (parameters.length === 0 && body === undefined) return undefined;
  const name = inputName(operation, names, wanted);
  const streams = wanted === "events" && hasStreamSwitch(operation);
  const optional =
    !streams && !parameters.some((parameter) => parameter.required) && !bodyIsNeeded(operation);
  const bodyText = body === undefined ? undefined : switchedBodyType(operation, names, wanted);
  const members = parameters.map((parameter) => parameterMember(parameter, operation, names));
  if (body?.shape === "nested" && bodyText !== undefined) {
    members.push({
      text: `${ownComment(["The request body."], 2)}  body${body.required ? "" : "?"}: ${bodyText.text};\n`,
      uses: bodyText.uses,
    });
  }
  const uses = [
    ...members.flatMap((member) => member.uses),
    ...(body?.shape === "flat" ? (bodyText?.uses ?? []) : []),
  ];
  const lines = members.map((member) => member.text).join("");
  if (body?.shape !== "flat" || bodyText === undefined)
    return { declaration: `interface ${name} {\n${lines}}`, uses, optional };
  if (members.length === 0) return { declaration: `type ${name} = ${bodyText.text};`, uses, optional };
  return { declaration: `type ${name} = ${bodyText.text} & {\n${lines}};`, uses, optional };
}

function bodyIsNeeded({ body }: Operation): boolean {
  if (body === undefined) return false;
  return body.shape === "nested" ? body.required : body.requiredProperties.length > 0;
}

/**
 * The body without what asks for events, or with it. A plain call that asked for events would start what it cannot read
 * the answer of.
 */
function switchedBodyType(operation: Operation, names: Names, wanted: Wanted): TypeText {
  const body = bodyType(operation, names);
  if (!hasStreamSwitch(operation)) return body;
  const members = Object.entries(operation.streamSwitch).map(([name, value]) => {
    const asking = typeof value === "string" ? stringLiteral(value) : String(value);
    const key = propertyKey(name);
    if (wanted === "events") return `${key}: ${asking}`;
    if (typeof value === "boolean") return `${key}?: ${!value}`;
    return `${key}?: Exclude<(${body.text})[${stringLiteral(name)}], ${asking}>`;
  });
  return { ...body, text: `${body.text} & { ${members.join("; ")} }` };
}

/** A component by its name; what has none by its place in the operation. */
function bodyType(operation: Operation, names: Names): TypeText {
  const { body } = operation;
  const place = `NonNullable<operations[${stringLiteral(operation.name)}]["requestBody"]>["content"][${stringLiteral(body?.mediaType ?? "")}]`;
  const binary = body?.mediaType === "multipart/form-data" ? undefined : binaryType(body?.mediaType ?? "");
  if (binary !== undefined) return { text: binary, uses: [] };
  const named = body === undefined ? undefined : componentName(body.schema);
  const component = named === undefined ? undefined : names.component(named, "request");
  return component === undefined
    ? { text: place, uses: ["operations"] }
    : { text: component, uses: [component] };
}

/** What `fetch` takes for a body that is neither JSON nor a form. */
function binaryType(mediaType: string): string | undefined {
  if (/json|x-www-form-urlencoded/i.test(mediaType)) return undefined;
  return /^text\//i.test(mediaType)
    ? "string"
    : "Blob | ArrayBuffer | Uint8Array<ArrayBuffer> | ReadableStream | string";
}

function parameterMember(parameter: Parameter, operation: Operation, names: Names): TypeText {
  const { name, required, description, deprecated } = parameter;
  const lines = [
    ...(description === undefined ? [] : [commentText(description)]),
    ...(deprecated ? ["@deprecated"] : []),
  ];
  const type = parameterType(parameter, operation, names);
  return {
    text: `${ownComment(lines, 2)}  ${propertyKey(name)}${required ? "" : "?"}: ${type.text};\n`,
    uses: type.uses,
  };
}

/** The type of a parameter, as an operation's input or a job's address holds it. */
export function parameterType(parameter: Parameter, operation: Operation, names: Names): TypeText {
  const short = schemaType(parameter.schema, names, "request");
  if (short !== undefined) return short;
  const place = `NonNullable<operations[${stringLiteral(operation.name)}]["parameters"][${stringLiteral(parameter.in)}]>`;
  return { text: `NonNullable<${place}[${stringLiteral(parameter.name)}]>`, uses: ["operations"] };
}

/** The type of an answer, and the declaration of a name for it where it is longer than a word. */
export interface ResponseType extends TypeText {
  readonly declaration?: string;
}

/** What a call of an operation resolves with. */
export function responseType(operation: Operation, names: Names): ResponseType {
  const { success } = operation;
  switch (success.returns) {
    case "none":
      return { text: "undefined", uses: [] };
    case "text":
      return { text: "string", uses: [] };
    case "bytes":
      return { text: "ResponseBytes", uses: ["ResponseBytes"] };
    case "events": {
      const event = eventType(operation, names);
      return { text: `EventStream<${event.text}>`, uses: [...event.uses, "EventStream"] };
    }
    default:
      return jsonType(operation, names);
  }
}

function jsonType(operation: Operation, names: Names): ResponseType {
  const { json, mayBeEmpty } = operation.success;
  const empty: readonly TypeText[] = mayBeEmpty ? [{ text: "undefined", uses: [] }] : [];
  const short = unionOf([...json.map((body) => schemaType(body.schema, names, "response")), ...empty]);
  if (short !== undefined) return short;
  const name = names.response(operation);
  const places = [...json.map((body) => placeOf(operation, body)), ...empty.map((type) => type.text)];
  return { text: name, uses: ["operations"], declaration: `type ${name} = ${places.join(" | ")};` };
}

function placeOf(operation: Operation, body: ResponseBody): string {
  const status = /^\d{3}$/.test(body.status) ? body.status : stringLiteral(body.status);
  return `operations[${stringLiteral(operation.name)}]["responses"][${status}]["content"][${stringLiteral(body.mediaType)}]`;
}

/** The type of one event. */
export function eventType(operation: Operation, names: Names): TypeText {
  const { events } = operation.success;
  const short = events === undefined ? undefined : schemaType(events, names, "response");
  return short ?? { text: "Record<string, unknown>", uses: [] };
}
