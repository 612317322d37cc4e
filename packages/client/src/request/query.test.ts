import { describe, expect, test } from "vitest";
import type { QueryStyle } from "../operation.ts";
import { serializeQuery } from "./query.ts";
import { styledQuery } from "./query-style.ts";

test.each([
  ["text", { q: "a b&c=d" }, "q=a%20b%26c%3Dd"],
  ["numbers and booleans", { q: 0, r: false }, "q=0&r=false"],
  ["an empty text, which is a value", { q: "" }, "q="],
  ["nothing for undefined, null and empty lists", { q: undefined, r: null, s: [] }, ""],
  ["a list, repeated", { q: ["a", "b&"] }, "q=a&q=b%26"],
  ["a list without its holes", { q: ["a", null, undefined, "b"] }, "q=a&q=b"],
  ["an object, one parameter per member", { q: { a: 1, "b&": "c", d: null } }, "a=1&b%26=c"],
  ["an object in a list, as JSON", { q: [{ a: 1 }] }, "q=%7B%22a%22%3A1%7D"],
  ["only what the operation declares", { x: 1, q: 2 }, "q=2"],
  ["in the order of the operation", { s: 1, q: 2 }, "q=2&s=1"],
])("a query holds %s", (_, input, expected) => {
  expect(serializeQuery(["q", "r", "s"], input)).toBe(expected);
});

describe("a parameter with a style", () => {
  const list = ["a", "b c"];
  const object = { a: 1, b: "c d", e: null };
  test.each<[QueryStyle["style"], boolean, unknown, string]>([
    ["form", true, list, "q=a&q=b%20c"],
    ["form", false, list, "q=a,b%20c"],
    ["spaceDelimited", false, list, "q=a%20b%20c"],
    ["pipeDelimited", false, list, "q=a|b%20c"],
    ["form", true, object, "a=1&b=c%20d"],
    ["form", false, object, "q=a,1,b,c%20d"],
    ["deepObject", true, object, "q%5Ba%5D=1&q%5Bb%5D=c%20d"],
    ["deepObject", true, { a: { b: 1 } }, "q%5Ba%5D=%7B%22b%22%3A1%7D"],
    ["deepObject", true, { "a]&x=[": 1 }, "q%5Ba%5D%26x%3D%5B%5D=1"],
    ["form", false, [], ""],
    ["form", false, "a b", "q=a%20b"],
    ["pipeDelimited", true, ["a"], "q=a"],
  ])("%s, explode %s: %j", (style, explode, value, expected) => {
    expect(serializeQuery(["q"], { q: value }, { q: { style, explode } }, styledQuery)).toBe(expected);
  });
});
