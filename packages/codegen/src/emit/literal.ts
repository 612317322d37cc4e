import { isArray, isObject, type Json } from "../json.ts";
import { array, type Code, object, text } from "./code.ts";

/** The one way in which text of a document becomes a string of code. */
export function stringLiteral(value: string): string {
  return JSON.stringify(value).replace(
    /[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g,
    escapeUnit,
  );
}

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** A key of an object literal or of a type: an identifier where it can be, else a string. */
export function propertyKey(name: string): string {
  // In an object literal `"__proto__": x` sets the prototype; a computed key does not.
  if (name === "__proto__") return '["__proto__"]';
  return /^[A-Za-z_$][A-Za-z0-9_$]*$/.test(name) ? name : stringLiteral(name);
}

/** 60000 → `60_000`. */
export function numberLiteral(value: number): string {
  const digits = String(value);
  return /^-?\d{5,}$/.test(digits) ? digits.replace(/\B(?=(\d{3})+(?!\d))/g, "_") : digits;
}

/** A JSON value as code. */
export function literal(value: Json): Code {
  if (isArray(value)) return array(value.map(literal));
  if (isObject(value))
    return object(Object.entries(value).map(([key, entry]) => [propertyKey(key), literal(entry)]));
  if (typeof value === "string") return text(stringLiteral(value));
  return text(typeof value === "number" ? numberLiteral(value) : String(value));
}
