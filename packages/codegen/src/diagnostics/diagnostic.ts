import type { Path } from "../path.ts";

/** Something the compiler has to say about a document. */
export interface Diagnostic {
  /** An error stops the compile; a warning does not. */
  readonly severity: "error" | "warning";
  /** The file it stands in, as the user named it. */
  readonly file: string;
  /** 1-based; absent when the fact belongs to the file as a whole. */
  readonly line?: number;
  readonly column?: number;
  /** Where it stands in the document. */
  readonly path: Path;
  /** What is wrong. */
  readonly fact: string;
  /** What to do about it. */
  readonly hint?: string;
  /** The source lines around it, ready to print. */
  readonly frame?: string;
}

/** A diagnostic before its place in a file was looked up. */
export interface Finding {
  readonly severity: "error" | "warning";
  readonly path: Path;
  readonly fact: string;
  readonly hint?: string;
}
