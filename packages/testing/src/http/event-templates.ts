import { arrayIn, isObject, type JsonObject, objectIn, own, textIn } from "../json/json.ts";
import { firstValue } from "../json/pointer.ts";
import type { KindModel } from "../spec/kind.ts";
import type { SpecModel } from "../spec/model.ts";
import { jsonOf, type MediaModel, successOf } from "../spec/operation.ts";
import { sample } from "../spec/sample.ts";

/** One type of event, and what of a job it can carry. */
export interface EventTemplate {
  readonly type: string;
  readonly data: JsonObject;
  /** Property that holds the job's raw status. */
  readonly statusAt?: string;
  /** Properties that hold a job: their schema is that of the read, or their example says a status where a job says it. */
  readonly bodyAt: readonly string[];
  readonly isEnd: boolean;
  readonly isError: boolean;
}

/** The events that a stream of a kind may send, from its declared schemas and examples. */
export function eventTemplates(
  spec: SpecModel,
  kind: KindModel,
  media: MediaModel,
): readonly EventTemplate[] {
  const schema = spec.deref(media.schema);
  const options = [...arrayIn(schema, "oneOf"), ...arrayIn(schema, "anyOf")];
  const variants = options.length > 0 ? options : [schema];
  return variants.flatMap((variant) => {
    const template = templateOf(spec, kind, media, spec.deref(variant));
    return template === undefined ? [] : [template];
  });
}

function templateOf(
  spec: SpecModel,
  kind: KindModel,
  media: MediaModel,
  schema: unknown,
): EventTemplate | undefined {
  const declared = typeWord(spec, schema);
  const data = exampleOf(spec, media, schema, declared);
  const type = declared ?? textIn(data, "type") ?? "";
  if (!isObject(data)) return undefined;
  const statusAt = statusProperty(kind, data);
  return {
    type,
    data,
    ...(statusAt !== undefined && { statusAt }),
    bodyAt: bodyProperties(spec, kind, schema, data),
    isEnd: kind.stream?.until.includes(type) ?? false,
    isError: /error|fail/i.test(type),
  };
}

function typeWord(spec: SpecModel, schema: unknown): string | undefined {
  const property = spec.deref(own(objectIn(schema, "properties"), "type"));
  return textIn(property, "const") ?? arrayIn(property, "enum").map(String)[0];
}

function exampleOf(
  spec: SpecModel,
  { examples }: MediaModel,
  schema: unknown,
  type: string | undefined,
): unknown {
  return (
    examples.find((example) => textIn(example, "type") === type && type !== undefined) ??
    sample(schema, spec.deref)
  );
}

/** A property named like a status whose example is a word of the kind's table; else one named so with any text. */
function statusProperty({ words }: KindModel, data: JsonObject): string | undefined {
  const named = Object.keys(data).filter(
    (name) => /status|state/i.test(name) && typeof data[name] === "string",
  );
  return (
    named.find((name) => words.has(String(data[name]))) ??
    named.find((name) => /^(job_?)?status$/i.test(name))
  );
}

function bodyProperties(
  spec: SpecModel,
  { read, pointers, words }: KindModel,
  schema: unknown,
  data: JsonObject,
): readonly string[] {
  const body = spec.deref(jsonOf(successOf(read)?.media)?.schema);
  const declared = objectIn(schema, "properties");
  const names = new Set([...Object.keys(declared), ...Object.keys(data)]);
  return [...names].filter((name) => {
    const isDeclared = body !== undefined && spec.deref(own(declared, name)) === body;
    return isDeclared || (isObject(data[name]) && words.has(String(firstValue(data[name], pointers.status))));
  });
}
