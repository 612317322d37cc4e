/** The corpus side by side: what spec-diff and `redocly diff` say, and who of them is right. */
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { diffPairs, type SpecDiff } from "../../packages/spec-diff/src/diff-specs.ts";
import { type JsonObject, overall, type Verdict } from "../../packages/spec-diff/src/index.ts";
import { type Case, corpusBase, corpusCases, verdictsOf } from "../../packages/spec-diff/test/corpus.ts";

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), "jobwire-redocly-"));
const ofBump: Readonly<Record<string, Verdict>> = {
  major: "breaking",
  minor: "additive",
  patch: "none",
  none: "none",
};

interface Row {
  readonly name: string;
  readonly expected: Verdict;
  readonly wire: Verdict;
  readonly ours: Verdict;
  readonly redocly: Verdict;
}

/** `redocly diff` knows the wire alone; its worst change counts. */
async function redocly(base: JsonObject, head: JsonObject, name: string): Promise<Verdict> {
  const files = [join(folder, `${name}-base.json`), join(folder, `${name}-head.json`)] as const;
  writeFileSync(files[0], JSON.stringify(base));
  writeFileSync(files[1], JSON.stringify(head));
  const cli = new URL("../../node_modules/.bin/redocly", import.meta.url).pathname;
  const args = ["diff", ...files, "--format", "json", "--fail-on", "none"];
  const env = { ...process.env, REDOCLY_TELEMETRY: "off" };
  // Away from our own redocly.yaml: a config that does not extend diff-recommended switches the rules off.
  const { stdout } = await run(cli, args, { cwd: folder, env, maxBuffer: 64 * 1024 * 1024 });
  const { bump } = JSON.parse(stdout.slice(stdout.indexOf("{"))) as { bump?: string };
  return ofBump[bump ?? "none"] ?? "none";
}

type Way = "forward" | "backward";

function documents(one: Case, way: Way) {
  const [base, head] = way === "forward" ? [corpusBase, one.head] : [one.head, corpusBase];
  return { base, head };
}

async function rowOf(one: Case, way: Way, index: number, diff: SpecDiff): Promise<Row> {
  const { base, head } = documents(one, way);
  const { wire, types, lifecycle } = one[way];
  return {
    name: `${one.name} ${way === "forward" ? "→" : "←"}`,
    expected: overall({ wire, types, lifecycle }),
    wire,
    ours: overall(verdictsOf(diff)),
    redocly: await redocly(base, head, `${index}-${way}`),
  };
}

const cases = corpusCases();
const ways = ["forward", "backward"] as const;
const diffs = await diffPairs(cases.flatMap((one) => ways.map((way) => documents(one, way))));
const rows: Row[] = [];
for (const [index, one] of cases.entries())
  rows.push(
    ...(await Promise.all(
      ways.map((way, side) => rowOf(one, way, index, diffs[index * 2 + side] ?? { changes: [] })),
    )),
  );
rmSync(folder, { recursive: true, force: true });

const mark = (verdict: Verdict, expected: Verdict) => `${verdict}${verdict === expected ? "" : " ✗"}`;
console.log("| change | expected | spec-diff | redocly diff | redocly, wire alone |");
console.log("|---|---|---|---|---|");
for (const { name, expected, wire, ours, redocly: theirs } of rows)
  console.log(
    `| ${name} | ${expected} | ${mark(ours, expected)} | ${mark(theirs, expected)} | ${mark(theirs, wire)} |`,
  );

const right = (test: (row: Row) => boolean) => `${rows.filter(test).length} of ${rows.length}`;
const missed = rows.filter((row) => row.expected === "breaking" && row.redocly !== "breaking");
const onWire = missed.filter((row) => row.wire === "breaking");
console.log(`\nspec-diff is right on ${right((row) => row.ours === row.expected)}.`);
console.log(
  `redocly diff is right on ${right((row) => row.redocly === row.expected)}; by the wire verdict alone on ${right((row) => row.redocly === row.wire)}.`,
);
console.log(`redocly diff misses ${missed.length} breaking changes, ${onWire.length} of them on the wire.`);
console.log(
  `redocly diff calls ${rows.filter((row) => row.expected !== "breaking" && row.redocly === "breaking").length} changes breaking that are not.`,
);
