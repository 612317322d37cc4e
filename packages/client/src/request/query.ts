import type { QueryStyle } from "../operation.ts";

type Values = Readonly<Record<string, unknown>>;

/** Writes a parameter that is not in the default style. */
type Styled = (name: string, value: unknown, style: QueryStyle) => readonly string[];

/**
 * The query of a request without its `?`, every parameter as `form` with `explode` (OpenAPI's default) unless it has a
 * style of its own. Undefined, null and empty lists are left out.
 */
export function serializeQuery(
  names: readonly string[],
  input: Values,
  styles: Readonly<Record<string, QueryStyle>> = {},
  styled?: Styled,
): string {
  return names
    .filter((name) => isValue(input[name]))
    .flatMap((name) =>
      styles[name] && styled ? styled(name, input[name], styles[name]) : exploded(name, input[name]),
    )
    .join("&");
}

/** A list as repeated parameters, an object as one parameter per member. */
function exploded(name: string, value: unknown): string[] {
  const pairs = Array.isArray(value)
    ? value.map((item) => [name, item])
    : isObject(value)
      ? Object.entries(value)
      : [[name, value]];
  return pairs
    .filter(([, item]) => isValue(item))
    .map(([key, item]) => `${encodeValue(key)}=${encodeValue(item)}`);
}

/** One value in a query; what has parts itself is written as JSON. */
export function encodeValue(value: unknown): string {
  return encodeURIComponent(isObject(value) ? JSON.stringify(value) : String(value));
}

export function isValue(value: unknown): boolean {
  return value !== undefined && value !== null;
}

export function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
