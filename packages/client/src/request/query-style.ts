import type { QueryStyle } from "../operation.ts";
import { encodeValue, isObject, isValue } from "./query.ts";

const joiners: Readonly<Record<string, string>> = { spaceDelimited: "%20", pipeDelimited: "|" };

/** The parts of a query that one parameter makes in a style of its own (OpenAPI 3.1, "Style Values"). */
export function styledQuery(name: string, value: unknown, { style, explode }: QueryStyle): readonly string[] {
  const key = encodeValue(name);
  const values: readonly unknown[] = Array.isArray(value) ? value : isObject(value) ? [] : [value];
  const members =
    isObject(value) && !Array.isArray(value) ? Object.entries(value).filter(([, of]) => isValue(of)) : [];
  if (style === "deepObject")
    return members.map(([member, of]) => `${key}%5B${encodeValue(member)}%5D=${encodeValue(of)}`);
  const items = values.filter(isValue).map(encodeValue);
  if (explode) {
    return [
      ...items.map((item) => `${key}=${item}`),
      ...members.map(([member, of]) => `${encodeValue(member)}=${encodeValue(of)}`),
    ];
  }
  const joined = [...items, ...members.flat().map(encodeValue)].join(joiners[style] ?? ",");
  return joined ? [`${key}=${joined}`] : [];
}
