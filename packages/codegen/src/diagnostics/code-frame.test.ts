import { expect, it } from "vitest";
import { codeFrame } from "./code-frame.ts";

it("points at the column, with the lines around", () => {
  expect(codeFrame("a\nbb\nc", 2, 2)).toBe("  1 | a\n> 2 | bb\n    |  ^\n  3 | c");
});

it("shows of a long line what stands around the place", () => {
  const [, line = "", caret = ""] =
    /^> 1 \| (.*)\n {4}\| (.*)$/.exec(codeFrame(`${"x".repeat(3000)}HERE${"y".repeat(3000)}`, 1, 3001)) ?? [];
  expect(line).toHaveLength(120);
  expect(line.slice(caret.length - 1)).toMatch(/^HEREy+$/);
});
