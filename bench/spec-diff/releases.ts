/** What comes out of a series of documents, each compared with the one before: `releases.ts a.json b.json c.json`. */
import { readFileSync } from "node:fs";
import {
  type Change,
  diffSpecs,
  type JsonObject,
  overall,
  rate,
} from "../../packages/spec-diff/src/index.ts";
import { parseDocumentText } from "../../packages/spec-diff/src/inputs/parse-document.ts";
import { cpuSeconds } from "./cpu-seconds.ts";

function summary(changes: readonly Change[]): string {
  const of = (verdict: string) => changes.filter(({ verdicts }) => overall(verdicts) === verdict).length;
  return `${of("breaking")} breaking, ${of("additive")} additive, ${of("none")} without effect`;
}

let before: { readonly file: string; readonly document: JsonObject } | undefined;
for (const file of process.argv.slice(2)) {
  const document = parseDocumentText(readFileSync(file, "utf8"), file);
  if (before !== undefined) {
    const startedAt = cpuSeconds();
    const { changes, notMeasured } = await diffSpecs(before.document, document);
    const seconds = (cpuSeconds() - startedAt).toFixed(2);
    const types = notMeasured === undefined ? "measured" : "predicted";
    console.log(`${before.file} → ${file}`);
    console.log(`  ${rate(changes, "1.0.0")}: ${summary(changes)}; types ${types}; ${seconds} s CPU`);
    for (const { verdicts, subject, predicate } of changes)
      if (overall(verdicts) === "breaking") console.log(`  - ${subject} ${predicate}`);
  }
  before = { file, document };
}
