import type { Diagnostic } from "./diagnostics/diagnostic.ts";
import { createReport } from "./diagnostics/report.ts";
import { SpecError } from "./diagnostics/spec-error.ts";
import type { EmitOptions } from "./emit/emit-files.ts";
import type { GeneratedFile } from "./emit/generated-file.ts";
import { loadDocument } from "./load/load-document.ts";
import { locateFindings } from "./load/source-map.ts";
import { type Model, readModel } from "./model/read-model.ts";

/** A document that compiled. */
export interface Compiled {
  readonly model: Model;
  readonly files: readonly GeneratedFile[];
  readonly warnings: readonly Diagnostic[];
  /** Every file that was read, absolute. */
  readonly inputs: readonly string[];
}

/** What is to be compiled. */
export interface CompileInput {
  readonly provider: string;
  /** The document, or an overlay that names it; absolute. */
  readonly spec: string;
  /** An overlay on the document, absolute. */
  readonly overlay?: string | undefined;
  /** Paths in messages and headers are relative to this folder. */
  readonly folder: string;
  /** What the headers say: the path of the document. */
  readonly shown: string;
  readonly emit?: EmitOptions;
}

/**
 * Compiles one document, in memory.
 *
 * @throws {SpecError} With all that is wrong in it.
 */
export async function compile(input: CompileInput): Promise<Compiled> {
  const read = readSpec(input);
  const { emitFiles } = await import("./emit/emit-files.ts");
  return { ...read, files: emitFiles(read.model, input.shown, input.emit) };
}

/** A document that was read and checked. */
export type ReadSpec = Omit<Compiled, "files">;

/**
 * Reads and checks one document, and makes nothing of it.
 *
 * @throws {SpecError} With all that is wrong in it.
 */
export function readSpec({
  provider,
  spec,
  overlay,
  folder,
}: Omit<CompileInput, "shown" | "emit">): ReadSpec {
  const report = createReport();
  const { document, sources, files: inputs } = loadDocument({ file: spec, overlay, folder }, report);
  if (report.hasErrors) throw new SpecError(locateFindings(report.findings, sources));
  const model = readModel(provider, document, report);
  if (report.hasErrors) throw new SpecError(locateFindings(report.findings, sources));
  const warnings = report.findings.length === 0 ? [] : locateFindings(report.findings, sources);
  return { model, warnings, inputs };
}
