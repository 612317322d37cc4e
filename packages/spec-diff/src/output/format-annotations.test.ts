import { expect, it } from "vitest";
import type { Change } from "../change.ts";
import { formatAnnotations } from "./format-annotations.ts";
import { formatMarkdown } from "./format-markdown.ts";
import type { Report } from "./report.ts";

const hostile = "`a|b`\n::error::<script>";
const change: Change = {
  fingerprint: "0123456789ab",
  rule: "property-removed",
  operations: ["getJob"],
  pointer: "/components/schemas/Job",
  at: { base: "/components/schemas/Job" },
  subject: hostile,
  predicate: "is gone",
  before: hostile,
  verdicts: { wire: "breaking", types: "breaking", lifecycle: "none" },
  measured: true,
  audience: "readers",
  howToMigrate: "Stop reading it.",
};
const report: Report = {
  name: "kiln",
  base: "a",
  head: "b",
  file: "specs/a,b:c.yaml",
  version: "0.1.0",
  changes: [change],
  bump: "minor",
  notes: [],
};

it("text of a document cannot start a workflow command of its own", () => {
  const text = formatAnnotations(report, () => 7);
  expect(text.split("\n").filter((line) => line.startsWith("::"))).toHaveLength(1);
  expect(text).toContain("::warning file=specs/a%2Cb%3Ac.yaml,line=7,");
});

it("text of a document cannot end a table cell or become markup", () => {
  const row = formatMarkdown(report)
    .split("\n")
    .find((line) => line.includes("is gone |"));
  expect(row).toContain("`a\\|b` ::error::&lt;script>");
  expect(formatMarkdown(report)).not.toContain("<script>");
});
