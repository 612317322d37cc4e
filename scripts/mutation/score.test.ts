import { expect, test } from "vitest";
import { areas, areasOf } from "./areas.ts";
import { messageIn } from "./messages.ts";
import { type Mutant, mutantsOf, percentOf, reasonOf, reportOf, scoreOf, withSection } from "./score.ts";

const mutant = (status: string, line = 1): Mutant => ({
  file: "a.ts",
  line,
  mutator: "EqualityOperator",
  from: "a < b",
  to: "a <= b",
  status,
});

test("what no test goes through has survived; what was left as it is does not count", () => {
  const score = scoreOf(
    ["Killed", "Timeout", "Survived", "NoCoverage", "Ignored"].map((status) => mutant(status)),
  );
  expect(score).toMatchObject({ made: 4, killed: 2 });
  expect(score.survivors.map(({ status }) => status)).toEqual(["Survived", "NoCoverage"]);
  expect(percentOf(score)).toBe(50);
  expect(percentOf(scoreOf([]))).toBe(100);
});

test("a mutant is what stood there and what stands there instead, as far as the first line", () => {
  const source = "if (a < b) {\n  go();\n}\n";
  const at = (line: number, column: number) => ({ line, column });
  const mutants = [
    {
      mutatorName: "E",
      replacement: "a <= b",
      status: "Killed",
      location: { start: at(1, 5), end: at(1, 10) },
    },
    {
      mutatorName: "B",
      replacement: "{}",
      status: "Survived",
      location: { start: at(1, 12), end: at(3, 2) },
    },
  ];
  expect(mutantsOf({ files: { "a.ts": { source, mutants } } })).toEqual([
    { file: "a.ts", line: 1, mutator: "E", from: "a < b", to: "a <= b", status: "Killed" },
    { file: "a.ts", line: 1, mutator: "B", from: "{", to: "{}", status: "Survived" },
  ]);
});

test("a survivor is shown with the reason why it may live, on whatever line it is", () => {
  const accepted = [{ file: "a.ts", from: "a < b", to: "a <= b", why: "equivalent: they never meet" }];
  expect(reasonOf(mutant("Survived", 7), accepted)).toBe("equivalent: they never meet");
  expect(reasonOf({ ...mutant("Survived"), to: "a > b" }, accepted)).toBeUndefined();
  const report = reportOf("engine", [mutant("Survived", 7), mutant("Killed")], accepted);
  expect(report).toContain("| `a.ts` | 2 | 1 | 1 | 50.0 |");
  expect(report).toContain("- 7: `a < b` → `a <= b`. equivalent: they never meet");
});

test("a report takes the place of the one before, and the rest of the document stays", () => {
  const first = withSection("# Tests\n", "engine", "old");
  const second = withSection(`${first}\nThe end.\n`, "engine", "new");
  expect(second).toContain("new");
  expect(second).not.toContain("old");
  expect(second).toMatch(/^# Tests\n/);
  expect(second).toMatch(/The end\.\n$/);
});

test.each([
  [{ type: "StringLiteral", value: "it was sent" }, "a message"],
  [{ type: "StringLiteral", value: "retry-after" }, undefined],
  [{ type: "TemplateLiteral", quasis: [{ value: { raw: "of " } }, { value: { raw: "" } }] }, "a message"],
  [{ type: "TemplateLiteral", quasis: [{ value: { raw: "/" } }] }, undefined],
  [{ type: "NumericLiteral", value: 1 }, undefined],
])("only text with a space in it is a message: %j", (node, expected) => {
  expect(messageIn(node)).toBe(expected);
});

test("a file is mutated in its area, a name is an area, and nothing is everything", () => {
  expect(areasOf([])).toEqual(areas);
  expect(areasOf(["client"]).map(({ name }) => name)).toEqual(["client"]);
  expect(areasOf(["packages/job-utils/src/pace.ts"])).toMatchObject([
    { name: "engine", mutate: ["packages/job-utils/src/pace.ts"] },
  ]);
  expect(areasOf(["packages/acme/src/refine.ts"]).map(({ name }) => name)).toEqual(["normalizers"]);
  expect(areasOf(["elsewhere.ts"])).toEqual([]);
});
