import type { Path } from "../path.ts";
import type { Finding } from "./diagnostic.ts";

/** Collects what is found in one document, so that all errors of a run are shown and not the first alone. */
export interface Report {
  error(path: Path, fact: string, hint?: string): void;
  warning(path: Path, fact: string, hint?: string): void;
  readonly findings: readonly Finding[];
  readonly hasErrors: boolean;
}

/** An empty report. */
export function createReport(): Report {
  const findings: Finding[] = [];
  const add = (severity: Finding["severity"]) => (path: Path, fact: string, hint?: string) => {
    findings.push({ severity, path, fact, ...(hint !== undefined && { hint }) });
  };
  return {
    error: add("error"),
    warning: add("warning"),
    findings,
    get hasErrors() {
      return findings.some((finding) => finding.severity === "error");
    },
  };
}
