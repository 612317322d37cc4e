import { describe, expect, test } from "vitest";
import * as entry from "../index.ts";
import { ApiError, ConnectionError, type ErrorFacts, HttpStatusError } from "../index.ts";

const facts: ErrorFacts = {
  provider: "acme",
  operation: "getJob",
  isTransient: true,
  mayHaveBeenSent: false,
};
const classes = Object.values(entry).filter(
  (value): value is typeof ApiError => typeof value === "function" && value.prototype instanceof Error,
);

describe.each(classes.map((of) => [of.prototype.name, of] as const))("%s", (name, Class) => {
  const error = new Class("m", { ...facts, cause: "c" });

  test("is an error of one family with a name and a cause", () => {
    expect(error).toBeInstanceOf(Error);
    expect(error).toBeInstanceOf(ApiError);
    expect(error.name).toBe(name);
    expect(error.cause).toBe("c");
    expect(error.stack).toMatch(new RegExp(`^${name}: acme getJob: m`));
    expect(error).toMatchObject(facts);
    expect(Object.keys(error)).not.toContain("cause");
  });

  test("is known by isInstance of its own class and of the base, and of no other", () => {
    expect(ApiError.isInstance(error)).toBe(true);
    expect(Class.isInstance(error)).toBe(true);
    for (const other of classes) {
      if (other !== Class && other !== ApiError) expect(other.isInstance(error)).toBe(false);
    }
  });

  test("is known across copies of the package", () => {
    const foreign = Object.defineProperty(
      Object.assign(new Error("m"), { name }),
      Symbol.for("jobwire.api-error"),
      { value: true },
    );
    expect(Class.isInstance(foreign)).toBe(true);
  });
});

test("there are ten of them", () => {
  expect(classes.length).toBe(10);
});

test.each([
  undefined,
  null,
  "x",
  {},
  new Error("x"),
  Object.assign(new Error("x"), { name: "HttpStatusError" }),
])("%o is none", (value) => {
  expect(ApiError.isInstance(value)).toBe(false);
  expect(HttpStatusError.isInstance(value)).toBe(false);
});

test("a message says what happened, where, and the request's id", () => {
  const where = { method: "GET", url: "https://a.test/b", requestId: "r1" };
  expect(new ConnectionError("m", { ...facts, ...where }).message).toBe(
    "acme getJob: m (GET https://a.test/b, request r1)",
  );
  expect(new ConnectionError("m", facts).message).toBe("acme getJob: m");
});

test("an error without a cause has none", () => {
  expect("cause" in new ConnectionError("m", facts)).toBe(false);
});
