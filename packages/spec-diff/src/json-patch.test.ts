import { describe, expect, it } from "vitest";
import { applyPatch, type PatchOperation } from "./json-patch.ts";

const document = { a: { b: [1, 2] }, c: "x" };

describe("a JSON Patch", () => {
  it.each<[PatchOperation, unknown]>([
    [
      { op: "add", path: "/a/b/-", value: 3 },
      { a: { b: [1, 2, 3] }, c: "x" },
    ],
    [
      { op: "add", path: "/a/b/0", value: 0 },
      { a: { b: [0, 1, 2] }, c: "x" },
    ],
    [
      { op: "add", path: "/new/key", value: 1 },
      { a: { b: [1, 2] }, c: "x", new: { key: 1 } },
    ],
    [
      { op: "replace", path: "/a/b/1", value: 9 },
      { a: { b: [1, 9] }, c: "x" },
    ],
    [
      { op: "remove", path: "/a/b/0" },
      { a: { b: [2] }, c: "x" },
    ],
    [{ op: "move", from: "/c", path: "/a/d" }, { a: { b: [1, 2], d: "x" } }],
    [
      { op: "copy", from: "/c", path: "/d" },
      { a: { b: [1, 2] }, c: "x", d: "x" },
    ],
  ])("%o", (operation, expected) => {
    expect(applyPatch(document, [operation])).toEqual(expected);
  });

  it("leaves the document as it is", () => {
    applyPatch(document, [{ op: "remove", path: "/a" }]);
    expect(document).toEqual({ a: { b: [1, 2] }, c: "x" });
  });

  it("fails loudly when its place is gone", () => {
    expect(() => applyPatch(document, [{ op: "remove", path: "/z" }])).toThrow('"z", which does not exist');
    expect(() => applyPatch(document, [{ op: "copy", from: "/z", path: "/y" }])).toThrow(
      "/z, which does not exist",
    );
  });

  it("takes __proto__ for a key like any other", () => {
    const patched = applyPatch({}, [{ op: "add", path: "/__proto__", value: 1 }]);
    expect(Object.keys(patched as object)).toEqual(["__proto__"]);
    expect(Object.getPrototypeOf(patched)).toBe(Object.prototype);
  });
});
