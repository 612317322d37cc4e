import { createReport } from "./diagnostics/report.ts";
import { SpecError } from "./diagnostics/spec-error.ts";
import type { JsonObject } from "./json.ts";
import { type DocumentFile, loadDocument } from "./load/load-document.ts";
import { locateFindings } from "./load/source-map.ts";

/**
 * Reads a document as `generate` does, with its overlay and all that it refers to in other files, and checks nothing else.
 *
 * @throws {SpecError} A text cannot be read, or a reference leads to nothing.
 */
export function readDocument(from: DocumentFile): JsonObject {
  const report = createReport();
  const { document, sources } = loadDocument(from, report);
  if (report.hasErrors) throw new SpecError(locateFindings(report.findings, sources));
  return document;
}
