import { describe, expect, it } from "vitest";
import { mergePatch } from "./merge-patch.ts";
import { escapeSegment, firstHolding, firstValue, pointerSegments, valueAt, withValueAt } from "./pointer.ts";

const body = { a: { "b/c": [10, { "~": "x" }] }, empty: "", none: null };

describe("a JSON pointer", () => {
  it.each([
    ["", body],
    ["/a/b~1c/0", 10],
    ["/a/b~1c/1/~0", "x"],
    ["/a/b~1c/01", undefined],
    ["/a/b~1c/-", undefined],
    ["/constructor", undefined],
    ["/a/nothing/below", undefined],
  ])("%s is read", (pointer, expected) => {
    expect(valueAt(body, pointer)).toEqual(expected);
  });

  it("is written without changing what it is written to", () => {
    const before = structuredClone(body);
    expect(withValueAt(body, "/a/b~1c/1/~0", "y")).toMatchObject({ a: { "b/c": [10, { "~": "y" }] } });
    expect(withValueAt({}, "/new/deep", 1)).toEqual({ new: { deep: 1 } });
    expect(withValueAt(body, "/a", undefined)).not.toHaveProperty("a");
    expect(body).toEqual(before);
  });

  it("cannot reach a prototype", () => {
    const made = withValueAt({}, "/__proto__/polluted", true);
    expect(Object.keys(made as object)).toEqual(["__proto__"]);
    expect(({} as { polluted?: true }).polluted).toBeUndefined();
  });

  it("has fallbacks: absent, null and empty text are no value", () => {
    expect(firstHolding(body, ["/none", "/empty", "/missing", "/a"])).toBe("/a");
    expect(firstValue(body, ["/none"])).toBeUndefined();
  });

  it("has segments that are escaped", () => {
    expect(pointerSegments(`/${escapeSegment("a/~b")}/${escapeSegment(0)}`)).toEqual(["a/~b", "0"]);
  });
});

// The examples of RFC 7396, appendix A.
describe("a merge patch", () => {
  it.each([
    [{ a: "b" }, { a: "c" }, { a: "c" }],
    [{ a: "b" }, { b: "c" }, { a: "b", b: "c" }],
    [{ a: "b" }, { a: null }, {}],
    [{ a: "b", b: "c" }, { a: null }, { b: "c" }],
    [{ a: ["b"] }, { a: "c" }, { a: "c" }],
    [{ a: "c" }, { a: ["b"] }, { a: ["b"] }],
    [{ a: { b: "c" } }, { a: { b: "d", c: null } }, { a: { b: "d" } }],
    [{ a: [{ b: "c" }] }, { a: [1] }, { a: [1] }],
    [
      ["a", "b"],
      ["c", "d"],
      ["c", "d"],
    ],
    [{ a: "b" }, ["c"], ["c"]],
    [{ a: "foo" }, null, null],
    [{ a: "foo" }, "bar", "bar"],
    [{ e: null }, { a: 1 }, { e: null, a: 1 }],
    [[1, 2], { a: "b", c: null }, { a: "b" }],
    [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  ])("%j with %j", (target, patch, expected) => {
    expect(mergePatch(target, patch)).toEqual(expected);
  });
});
