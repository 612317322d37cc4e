import { createReport } from "../diagnostics/report.ts";
import { checkSyntax } from "../emit/check-syntax.ts";
import { emitFiles } from "../emit/emit-files.ts";
import type { JsonObject } from "../json.ts";
import { checkVersion } from "../load/check-version.ts";
import { modernize } from "../load/modernize.ts";
import { readModel } from "../model/read-model.ts";

/** What became of a document that was compiled in memory. */
export interface CompiledDocument {
  /** `jobs.ts` and the others by name; empty if there are errors. */
  readonly files: Readonly<Record<string, string>>;
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
}

/** Compiles a document that was parsed or made. */
export function compileDocument(given: JsonObject, provider = "acme"): CompiledDocument {
  const report = createReport();
  const version = checkVersion(given, report);
  const document =
    version === undefined ? given : modernize(JSON.parse(JSON.stringify(given)) as JsonObject, version);
  const model = readModel(provider, document, report);
  const say = (severity: "error" | "warning") =>
    report.findings
      .filter((finding) => finding.severity === severity)
      .map(({ path, fact, hint }) => `${path.join(" › ")}: ${fact}${hint === undefined ? "" : ` (${hint})`}`);
  const files = report.hasErrors ? [] : emitFiles(model, "specs/acme/openapi.yaml");
  for (const file of files) checkSyntax(file);
  return {
    files: Object.fromEntries(files.map((file) => [file.name, file.content])),
    errors: say("error"),
    warnings: say("warning"),
  };
}
