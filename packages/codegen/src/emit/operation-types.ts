import { isIdempotencyKey, type Operation, type Parameter, type ResponseBody } from "../model/operation.ts";
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

/** The type of an operation's input; `undefined` when it takes none. */
export function inputType(operation: Operation, names: Names): InputType | undefined {
  const parameters = operation.parameters.filter((parameter) => !isIdempotencyKey(parameter));
  const { body } = operation;
  if (parameters.length === 0 && body === undefined) return undefined;
  const name = names.input(operation);
  const optional = !parameters.some((parameter) => parameter.required) && !bodyIsNeeded(operation);
  const bodyText = body === undefined ? undefined : bodyType(operation, names);
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
      return { text: "Uint8Array", uses: [] };
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
