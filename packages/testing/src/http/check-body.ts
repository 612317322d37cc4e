import { isObject, type JsonObject, objectIn, own, textIn } from "../json/json.ts";
import type { Deref } from "../spec/deref.ts";
import { isJson, type OperationModel } from "../spec/operation.ts";
import { validateIn } from "../validate/validate.ts";
import { type Fault400, invalid } from "./fault-400.ts";
import { readText, typesOf } from "./read-text.ts";
import { isForm, type SentBody, shownBody, textOf } from "./sent-body.ts";

/** Checks a request body by the media type that it states: JSON and forms by their schema, of anything else the type alone. */
export function checkBody(
  { id, body }: OperationModel,
  sent: SentBody,
  deref: Deref,
): { readonly value: unknown } | Fault400 {
  if (sent.bytes.length === 0) {
    return body?.required
      ? { statuses: invalid, reason: "the request body is missing" }
      : { value: undefined };
  }
  if (body === undefined) return { statuses: invalid, reason: `${id} takes no request body` };
  const media = body.media.find(({ type }) => isOfType(sent.type, type));
  if (media === undefined) {
    const types = body.media.map(({ type }) => type).join(", ");
    return {
      statuses: [415, ...invalid],
      reason: `content type "${sent.type}" is not declared; declared: ${types}`,
    };
  }
  if (isForm(sent.type)) return checkForm(media.schema, sent.form, deref);
  return isJson(media.type) ? checkJson(media.schema, textOf(sent), deref) : { value: shownBody(sent) };
}

/** Whether a stated media type is a declared one, which may be a range (`image/*`). */
function isOfType(stated: string, declared: string): boolean {
  const range = declared.toLowerCase().replace(/\*\/\*$|\*$/, "");
  return stated.toLowerCase().startsWith(range);
}

function checkJson(schema: unknown, text: string, deref: Deref): { readonly value: unknown } | Fault400 {
  try {
    return checkValue(schema, JSON.parse(text), deref);
  } catch (error) {
    return {
      statuses: invalid,
      reason: `the request body is no JSON: ${textIn(error, "message") ?? String(error)}`,
    };
  }
}

function checkForm(
  schema: unknown,
  form: FormData | undefined,
  deref: Deref,
): { readonly value: unknown } | Fault400 {
  if (form === undefined)
    return { statuses: invalid, reason: "the request body is no form of its content type" };
  const properties = objectIn(deref(schema), "properties");
  const names = [...new Set(form.keys())];
  const fields = Object.fromEntries(
    names.map((name) => [name, fieldOf(own(properties, name), form.getAll(name), deref)]),
  );
  const wrong = checkValue(schema, withoutFiles(fields), deref);
  return "value" in wrong ? { value: fields } : wrong;
}

function checkValue(schema: unknown, value: unknown, deref: Deref): { readonly value: unknown } | Fault400 {
  const [issue] = validateIn(schema, value, deref, false);
  if (issue === undefined) return { value };
  return {
    statuses: invalid,
    reason: `body ${issue.pointer || "(root)"} ${issue.reason}`,
    pointer: issue.pointer,
  };
}

/** What the texts of a field mean by its schema: a list where that is one, a number, an object as JSON; files as they are. */
function fieldOf(schema: unknown, sent: readonly FormDataEntryValue[], deref: Deref): unknown {
  const node = deref(schema);
  if (typesOf(node).includes("array")) return sent.map((one) => fieldOf(own(node, "items"), [one], deref));
  const values = sent.map((one) => (typeof one === "string" ? readField(node, one, deref) : one));
  return values.length === 1 ? values[0] : values;
}

function readField(node: unknown, text: string, deref: Deref): unknown {
  if (!typesOf(node).includes("object")) return readText(node, text, deref).value;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** For a schema a file is text of some length. */
function withoutFiles(value: unknown): unknown {
  if (value instanceof Blob) return "x".repeat(Math.min(value.size, 1024));
  if (Array.isArray(value)) return value.map(withoutFiles);
  return isObject(value) ? mapped(value) : value;
}

function mapped(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, withoutFiles(value)]));
}
