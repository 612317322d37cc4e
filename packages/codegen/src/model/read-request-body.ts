import type { Report } from "../diagnostics/report.ts";
import { isObject, type JsonObject, own, ownArray, ownObject } from "../json.ts";
import type { Path } from "../path.ts";
import { isIdempotencyKey, type Parameter, type RequestBody } from "./operation.ts";
import { dereference, type SchemaNode, schemaNode } from "./schema.ts";
import { variantsOf } from "./variants.ts";

const preferred = [
  /^application\/json$/i,
  /^application\/([\w.-]+\+)?json/i,
  /^multipart\/form-data/i,
  /^application\/x-www-form-urlencoded/i,
];

/** A media type or a range of them, with parameters (RFC 9110, section 8.3.1); a line end in it would end the header. */
const isMediaType = /^[\w!#$&^.+-]+\/[\w!#$&^.+*-]+\s*(;[\x20-\x7e]*)?$|^\*\/\*$/;

/** The request body of an operation, and whether its properties can stand beside the parameters. */
export function readRequestBody(
  document: JsonObject,
  at: Path,
  operation: JsonObject,
  parameters: readonly Parameter[],
  report: Report,
): RequestBody | undefined {
  const declared = own(operation, "requestBody");
  if (declared === undefined) return undefined;
  const { value, path } = dereference(document, schemaNode(declared, [...at, "requestBody"]));
  const content = ownObject(value, "content");
  const mediaType = choose(Object.keys(content));
  if (mediaType === undefined) return undefined;
  if (!isMediaType.test(mediaType))
    report.error(
      [...path, "content", mediaType],
      `${JSON.stringify(mediaType)} is no media type`,
      "application/json, text/*, multipart/form-data",
    );
  const schema = schemaNode(own(content[mediaType], "schema"), [...path, "content", mediaType, "schema"]);
  const required = own(value, "required") === true;
  const input = parameters.filter((parameter) => !isIdempotencyKey(parameter));
  const facts = propertiesOf(document, schema);
  const shape = isFlat(mediaType, facts, input, required) ? "flat" : "nested";
  if (shape === "nested" && input.some((parameter) => parameter.name === "body")) {
    report.error(
      path,
      'a parameter is called "body", and the request body needs that name',
      "rename nothing on the wire: make the body an object whose properties differ from the parameters",
    );
  }
  return {
    required,
    mediaType,
    schema,
    shape,
    properties: facts?.names ?? [],
    requiredProperties: facts?.required ?? [],
  };
}

function choose(mediaTypes: readonly string[]): string | undefined {
  for (const pattern of preferred) {
    const found = mediaTypes.find((mediaType) => pattern.test(mediaType));
    if (found !== undefined) return found;
  }
  return mediaTypes[0];
}

interface Properties {
  readonly names: readonly string[];
  readonly required: readonly string[];
  /** Further properties have a declared shape, so that a name could be a parameter's. */
  readonly isMap: boolean;
}

/** The properties of an object schema; `undefined` when a value may be something else. */
function propertiesOf(document: JsonObject, schema: SchemaNode): Properties | undefined {
  const variants = variantsOf(document, schema);
  if (variants.length === 0 || variants.some((variant) => variant.type !== "object")) return undefined;
  const parts = variants.map((variant) => variant.parts.map((part) => part.value).filter(isObject));
  const all = parts.flat();
  const strings = (values: readonly unknown[]) =>
    values.filter((value): value is string => typeof value === "string");
  const required = parts.map((list) => new Set(list.flatMap((part) => strings(ownArray(part, "required")))));
  const [first = new Set<string>(), ...others] = required;
  return {
    names: [...new Set(all.flatMap((part) => Object.keys(ownObject(part, "properties"))))],
    required: [...first].filter((name) => others.every((set) => set.has(name))),
    isMap: all.some((part) => isObject(own(part, "additionalProperties"))),
  };
}

function isFlat(
  mediaType: string,
  facts: Properties | undefined,
  input: readonly Parameter[],
  required: boolean,
): boolean {
  if (facts === undefined || !preferred.some((pattern) => pattern.test(mediaType))) return false;
  if (facts.isMap && (input.length > 0 || facts.names.length === 0)) return false;
  if (!required && facts.required.length > 0) return false;
  return !input.some((parameter) => facts.names.includes(parameter.name));
}
