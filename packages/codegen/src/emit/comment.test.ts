import { describe, expect, it } from "vitest";
import { comment, commentText } from "./comment.ts";

describe("comment", () => {
  it("puts a short text on one line", () => {
    expect(comment(["Read a job."])).toBe("/** Read a job. */\n");
  });

  it("keeps paragraphs, wraps lines at the width, and indents", () => {
    const printed = comment(["One.\n\nTwo.", `${"word ".repeat(40)}end`], 2);
    expect(printed.startsWith("  /**\n   * One.\n   *\n   * Two.\n   *\n   * word")).toBe(true);
    expect(Math.max(...printed.split("\n").map((line) => line.length))).toBeLessThanOrEqual(110);
  });

  it("is nothing without text", () => {
    expect(comment([undefined, " \n "])).toBe("");
  });

  it.each([
    ["an end of the comment", "a */ alert(1) /* b", "a *\\/ alert(1) /\\* b"],
    ["an end hidden behind a mark without width", "a *\u200b/ b", "a *\\/ b"],
    ["line and paragraph separators", "a\u2028b\u2029c", "a b c"],
    ["a tag of TSDoc", "@deprecated do", "\\@deprecated do"],
    ["an inline tag", "see {@link https://evil.example}", "see {\\@link https://evil.example}"],
    [
      "a source map",
      "//# sourceMappingURL=https://evil.example",
      "//# sourceMappingURL =https://evil.example",
    ],
    ["text that changes direction", "a\u202eb", "ab"],
    ["control characters", "a\u0000\u001b[31mb", "a[31mb"],
  ])("makes %s harmless", (_, given, expected) => {
    expect(commentText(given)).toBe(expected);
  });
});
