import type { Diagnostic } from "./diagnostic.ts";
import { formatDiagnostics } from "./format.ts";

/** A document cannot be compiled. Nothing was written. */
export class SpecError extends Error {
  override readonly name = "SpecError";
  /** Everything that was found, warnings too. */
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[], options?: ErrorOptions) {
    super(formatDiagnostics(diagnostics), options);
    this.diagnostics = diagnostics;
  }
}
