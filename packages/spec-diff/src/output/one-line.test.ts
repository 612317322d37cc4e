import { expect, it } from "vitest";
import type { Change } from "../change.ts";
import { changesetText } from "../commands/changeset.ts";
import { formatDrift } from "../drift/format-drift.ts";
import { formatMarkdown } from "./format-markdown.ts";
import { formatText } from "./format-text.ts";
import type { Report } from "./report.ts";

const hostile = "size\u001b[2J\u001b]0;mine\u0007\n\n# Another heading\u009b31m\u202e";
const change: Change = {
  fingerprint: "0123456789ab",
  rule: "property-removed",
  operations: [hostile],
  pointer: `/components/schemas/Job/properties/${hostile}`,
  at: {},
  subject: hostile,
  predicate: "is gone",
  before: hostile,
  verdicts: { wire: "breaking", types: "breaking", lifecycle: "none" },
  measured: true,
  audience: `readers of ${hostile}`,
  howToMigrate: `Stop reading ${hostile}.`,
};
const report: Report = {
  name: "kiln",
  base: "a",
  head: "b",
  version: "0.1.0",
  changes: [change],
  bump: "minor",
  notes: [],
};
const drift = { lacking: [change], dropped: [], contradicting: [], unconfirmed: [], theirs: {} };

it.each([
  ["the text for a terminal", formatText(report)],
  ["the table of a pull request", formatMarkdown(report)],
  ["a changeset", changesetText(report, "@acme/kiln")],
  ["the drift", formatDrift("kiln", "theirs.json", drift)],
])("text of a document neither repaints a terminal nor begins a line of its own: %s", (_, text) => {
  expect(text).toContain("size\ufffd[2J");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what must not be there
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  expect(text.split("\n")).not.toContainEqual(expect.stringMatching(/^# Another/));
});
