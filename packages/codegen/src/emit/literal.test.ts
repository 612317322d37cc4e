import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json } from "../json.ts";
import { literal, numberLiteral, propertyKey, stringLiteral } from "./literal.ts";
import { print } from "./print.ts";

/** The value that a printed expression has. */
function evaluate(code: string): unknown {
  return new Function(`return (${code});`)() as unknown;
}

describe("literal", () => {
  it("prints any JSON value as an expression with that value", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.stringify(evaluate(print(literal(value as Json))))).toBe(JSON.stringify(value));
      }),
    );
  });

  it("breaks lines only where they are too long", () => {
    expect(print(literal({ a: [1, "b"], "c-d": null }))).toBe('{ a: [1, "b"], "c-d": null }');
    expect(print(literal({ key: "x".repeat(60), other: "y".repeat(60) }))).toBe(
      `{\n  key: "${"x".repeat(60)}",\n  other: "${"y".repeat(60)}",\n}`,
    );
  });
});

describe("stringLiteral", () => {
  it.each(['"', "\\", "\n", "\u2028", "\u202e", ["`$", "{1}`"].join(""), "</script>", "'"])(
    "holds %j and no more",
    (text) => {
      const code = stringLiteral(text);
      expect(evaluate(code)).toBe(text);
      expect(code).not.toMatch(/[\u2028\u202e\n]/);
    },
  );
});

describe("propertyKey", () => {
  it("quotes what is no identifier, and never sets a prototype", () => {
    expect(["job_id", "X-Org", "1a", "class"].map(propertyKey)).toEqual([
      "job_id",
      '"X-Org"',
      '"1a"',
      "class",
    ]);
    const object = evaluate(`{ ${propertyKey("__proto__")}: 1 }`) as object;
    expect(Object.getPrototypeOf(object)).toBe(Object.prototype);
    expect(Object.keys(object)).toEqual(["__proto__"]);
  });
});

describe("numberLiteral", () => {
  it("groups long integers", () => {
    expect([9999, 60_000, 18_000_000, -60_000, 1.5, 1e21].map(numberLiteral)).toEqual([
      "9999",
      "60_000",
      "18_000_000",
      "-60_000",
      "1.5",
      "1e+21",
    ]);
  });
});
