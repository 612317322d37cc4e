import fc from "fast-check";
import { expect, test } from "vitest";
import { JobRefError } from "./errors/job-ref-error.ts";
import { checkRef, refOf } from "./ref.ts";

const name = { provider: "fake", kind: "task", formerly: ["chore"] };

test("a ref holds scalars only, and nothing that is absent", () => {
  expect(refOf(name, "t1")).toEqual({ v: 1, provider: "fake", kind: "task", id: "t1" });
  const params = { folder: "a", page: 2, deep: true, none: undefined, no: null, body: {}, bad: Number.NaN };
  expect(refOf(name, "t1", params, "0a1b2c3d")).toEqual({
    v: 1,
    provider: "fake",
    kind: "task",
    id: "t1",
    params: { folder: "a", page: 2, deep: true },
    at: "0a1b2c3d",
  });
});

const good = refOf(name, "t1", { folder: "a" }, "0a1b2c3d");

test.each([
  ["as it was made", good, good],
  ["of the kind's old name", { ...good, kind: "chore" }, good],
  ["with more than this version knows", { ...good, note: "x" }, good],
  ["without a place takes that of the client", { ...good, at: undefined }, good],
])("a ref %s is accepted", (_name, ref, expected) => {
  expect(checkRef(name, JSON.parse(JSON.stringify(ref)), "0a1b2c3d")).toEqual(expected);
});

test("a client that knows no place takes any, and keeps it", () => {
  expect(checkRef(name, good)).toEqual(good);
});

test.each([
  ["null", null, "it is not an object"],
  ["text", JSON.stringify(good), "it is not an object"],
  ["a list", [good], "its version is missing"],
  ["no version", { ...good, v: undefined }, "its version is missing"],
  ["a later version", { ...good, v: 2 }, "its version is 2"],
  ["another provider", { ...good, provider: "other" }, 'its provider is "other"'],
  ["another kind", { ...good, kind: "video" }, 'its kind is "video"'],
  ["a kind that is no text", { ...good, kind: 7 }, "its kind is 7"],
  ["an empty id", { ...good, id: "" }, "it has no id"],
  ["an id that is no text", { ...good, id: 7 }, "it has no id"],
  ["params that are no object", { ...good, params: "a" }, "its params are not plain values"],
  ["params that are not plain", { ...good, params: { folder: { a: 1 } } }, "its params are not plain values"],
  [
    "another place",
    { ...good, at: "ffffffff" },
    'another origin or tenant ("ffffffff", this client is 0a1b2c3d)',
  ],
])("%s is refused", (_name, ref, why) => {
  expect(() => checkRef(name, ref, "0a1b2c3d")).toThrow(JobRefError);
  expect(() => checkRef(name, ref, "0a1b2c3d")).toThrow(why);
});

test("anything else is refused by JobRefError and by nothing else", () => {
  fc.assert(
    fc.property(fc.anything(), (ref) => {
      try {
        checkRef(name, ref);
      } catch (error) {
        return error instanceof JobRefError;
      }
      return true;
    }),
  );
});

test("a ref goes through JSON unchanged", () => {
  const params = fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.boolean(), fc.integer()));
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), params, (id, values) => {
      const ref = refOf(name, id, values, "0a1b2c3d");
      expect(checkRef(name, JSON.parse(JSON.stringify(ref)), "0a1b2c3d")).toEqual(ref);
    }),
  );
});
