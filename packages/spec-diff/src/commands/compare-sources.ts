import { posix, resolve } from "node:path";
import { type DiffOptions, diffPairs, type SpecDiff } from "../diff-specs.ts";
import { type Io, readIfExists } from "../inputs/io.ts";
import { type ProviderPlace, packageFacts } from "../inputs/providers.ts";
import type { Source } from "../inputs/source.ts";
import type { Report } from "../output/report.ts";
import { applyOverrides, readOverrides } from "../policy/overrides.ts";
import { rate } from "../policy/rate.ts";

/** Two documents, of a provider or of nobody. */
export interface Sources {
  readonly base: Source;
  readonly head: Source;
  readonly provider?: ProviderPlace | undefined;
}

/** Compares pairs of documents and judges the differences, overrides of the providers included. */
export async function compareSources(
  pairs: readonly Sources[],
  options: DiffOptions,
  io: Io,
): Promise<readonly Report[]> {
  const documents = pairs.map(({ base, head }) => ({ base: base.document, head: head.document }));
  const diffs = await diffPairs(documents, options);
  return pairs.map((pair, index) => reportOf(pair, diffs[index] ?? { changes: [] }, io));
}

function reportOf({ base, head, provider }: Sources, diff: SpecDiff, io: Io): Report {
  const { changes, unused } = applyOverrides(diff.changes, overridesOf(provider, io));
  const version = provider === undefined ? versionOf(base) : packageFacts(io.folder, provider).version;
  return {
    name: provider?.name ?? head.name,
    base: base.name,
    head: head.name,
    ...(head.file !== undefined && { file: head.file }),
    version,
    changes,
    bump: rate(changes, version),
    notes: [
      ...(diff.notMeasured === undefined
        ? []
        : [`Types are predicted, not measured: ${firstLine(diff.notMeasured)}`]),
      ...unused.map(({ fingerprint }) => `The override ${fingerprint} meets no change and can be removed.`),
    ],
  };
}

function overridesOf(provider: ProviderPlace | undefined, io: Io) {
  if (provider === undefined) return [];
  const file = posix.join(posix.dirname(provider.spec), "diff-overrides.yaml");
  const text = readIfExists(resolve(io.folder, file));
  return text === undefined ? [] : readOverrides(text, file);
}

/** The version of a document that no package stands for. */
function versionOf({ document }: Source): string {
  const { info } = document as { info?: { version?: unknown } };
  return /^\d+\.\d+/.test(String(info?.version)) ? String(info?.version) : "0.0.0";
}

function firstLine(text: string): string {
  return text
    .split("\n")
    .slice(0, 2)
    .map((line) => line.trim())
    .join(": ");
}
