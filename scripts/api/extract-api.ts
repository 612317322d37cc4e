import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CompilerState, Extractor, ExtractorConfig, ExtractorLogLevel } from "@microsoft/api-extractor";
import type { DeclaredEntry } from "./declared-entries.ts";

const compilerOptions = {
  target: "es2022",
  lib: ["ES2022", "DOM", "DOM.Iterable", "DOM.AsyncIterable"],
  types: ["node"],
  module: "nodenext",
  moduleResolution: "nodenext",
  strict: true,
  skipLibCheck: true,
};

/** The exported declarations of each entry point, as TypeScript without bodies and comments, in a fixed order. */
export function extractApis(entries: readonly DeclaredEntry[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), "jobwire-api-"));
  try {
    const files = entries.map(({ file }) => file);
    const configs = entries.map((entry) => configOf(entry, files, folder));
    const [first] = configs;
    if (!first) return [];
    // One program for all, because loading the compiler's library takes longer than all the rest.
    const compilerState = CompilerState.create(first, { additionalEntryPoints: files });
    return configs.map((config) => {
      Extractor.invoke(config, { localBuild: true, compilerState, messageCallback: quiet });
      return declarationsOf(readFileSync(config.reportFilePath, "utf8"));
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The declarations in a report of API Extractor, without what it says about the report itself. */
export function declarationsOf(report: string): string {
  const [, code = ""] = /```ts\n([\s\S]*)\n```/.exec(report.replaceAll("\r\n", "\n")) ?? [];
  return code
    .replaceAll(/^ *\/\/ \(undocumented\)\n/gm, "")
    .replace("// (No @packageDocumentation comment for this package)", "")
    .trim();
}

function configOf(entry: DeclaredEntry, files: readonly string[], folder: string): ExtractorConfig {
  const none = { logLevel: ExtractorLogLevel.None };
  return ExtractorConfig.prepare({
    configObject: {
      projectFolder: entry.packageFolder,
      mainEntryPointFilePath: entry.file,
      compiler: { overrideTsconfig: { compilerOptions, files } },
      apiReport: {
        enabled: true,
        reportFolder: folder,
        reportTempFolder: join(folder, "temp"),
        reportFileName: `${entry.specifier.replaceAll(/\W+/g, "-")}.api.md`,
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: { extractorMessageReporting: { default: none }, tsdocMessageReporting: { default: none } },
    },
    configObjectFullPath: join(entry.packageFolder, "api-extractor.json"),
    packageJsonFullPath: join(entry.packageFolder, "package.json"),
  });
}

/** What it has to say goes to the report; only errors of the compiler are worth more. */
function quiet(message: { logLevel: ExtractorLogLevel; handled: boolean }): void {
  if (message.logLevel !== ExtractorLogLevel.Error) message.handled = true;
}
