import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { findDrift } from "../drift/find-drift.ts";
import { formatDrift } from "../drift/format-drift.ts";
import { formatPatch, suggestPatch } from "../drift/suggest-patch.ts";
import { type Io, readIfExists } from "../inputs/io.ts";
import { InputError, parseDocumentText } from "../inputs/parse-document.ts";
import { providersOf } from "../inputs/providers.ts";
import { readSource, readWorkingTree } from "../inputs/read-source.ts";
import type { JsonObject } from "../json.ts";
import { exitCode } from "./run-diff.ts";

/** Arguments of `jobwire drift <provider> <document>`. */
export interface DriftArgs {
  readonly provider: string;
  /** A file, `revision:path`, or an address that is fetched without credentials. */
  readonly document: string;
  readonly format?: "markdown" | "json";
  /** Write the suggested JSON Patch here. */
  readonly patch?: string;
  /** Exit with 1 when we lack something or contradict. */
  readonly fail?: boolean;
}

/** `jobwire drift`: compares our document with one that the provider publishes. */
export async function runDrift(args: DriftArgs, io: Io): Promise<number> {
  try {
    const [provider] = await providersOf(io, [args.provider]);
    if (provider === undefined) throw new InputError(`There is no provider "${args.provider}".`);
    const ours = readWorkingTree(provider, io).document;
    const drift = findDrift(ours, await published(args.document, io));
    const suggestions = suggestPatch(ours, drift);
    const { theirs: _, ...lists } = drift;
    if (args.format === "json")
      io.out(`${JSON.stringify({ version: 1, ...lists, patch: suggestions }, null, 2)}\n`);
    else io.out(formatDrift(provider.name, args.document, drift));
    if (args.patch !== undefined) writeFileSync(resolve(io.folder, args.patch), formatPatch(suggestions));
    const drifts = drift.lacking.length + drift.dropped.length + drift.contradicting.length > 0;
    return drifts && args.fail === true ? exitCode.failed : exitCode.ok;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    io.err(`${error.message}\n`);
    return exitCode.usage;
  }
}

/** What is below "fetch failed" tells. */
function reasonOf({ message, cause }: Error): string {
  return cause instanceof Error ? cause.message : message;
}

async function published(document: string, io: Io): Promise<JsonObject> {
  const text = readIfExists(resolve(io.folder, document));
  if (text !== undefined) return parseDocumentText(text, document);
  if (!/^https?:\/\//.test(document)) return (await readSource(document, undefined, io)).document;
  const response = await (io.fetch ?? globalThis.fetch)(document, {
    redirect: "follow",
    credentials: "omit",
  }).catch((error: Error) => {
    throw new InputError(`${document}: cannot be fetched (${reasonOf(error)})`);
  });
  if (!response.ok) throw new InputError(`${document}: the server answered ${response.status}`);
  return parseDocumentText(await response.text(), document);
}
