import { existsSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { codeFrame } from "../diagnostics/code-frame.ts";
import type { Report } from "../diagnostics/report.ts";
import { SpecError } from "../diagnostics/spec-error.ts";
import { isObject, type JsonObject } from "../json.ts";
import { bundle } from "./bundle.ts";
import { checkVersion } from "./check-version.ts";
import { modernize } from "./modernize.ts";
import { applyOverlay, extendedFile, isOverlay, type Overlaid } from "./overlay.ts";
import { TextError } from "./parse-text.ts";
import { type ParsedFile, readParsed, shownPath } from "./read-file.ts";
import type { SourceMap } from "./source-map.ts";

/** One document in the words of OpenAPI 3.1, all local references to other files brought in. */
export interface LoadedDocument {
  readonly document: JsonObject;
  readonly sources: SourceMap;
  /** Every file that was read, absolute. */
  readonly files: readonly string[];
}

/** What is to be loaded. */
export interface DocumentFile {
  /** The document, or an overlay that names the document which it extends; absolute. */
  readonly file: string;
  /** An overlay on the document, absolute. */
  readonly overlay?: string | undefined;
  /** The project: paths in messages are relative to it. */
  readonly folder: string;
}

/** Reads an OpenAPI document. Throws a SpecError for a text that cannot be read; all else goes to the report. */
export function loadDocument({ file, overlay, folder }: DocumentFile, report: Report): LoadedDocument {
  const read = new Map<string, ParsedFile>();
  const readOnce = (absolute: string): ParsedFile => {
    const known = read.get(absolute) ?? readParsed(absolute, folder);
    read.set(absolute, known);
    return known;
  };
  const first = remember(read, readRoot(file, folder));
  const changes = isOverlay(first) ? first : overlay === undefined ? undefined : readRoot(overlay, folder);
  const root = isOverlay(first) ? readRoot(extendedFile(first, folder), folder) : first;
  if (changes !== undefined) remember(read, changes);
  remember(read, root);
  const given = objectOf(root);
  const { value, origins }: Overlaid =
    changes === undefined ? { value: given, origins: [] } : applyOverlay(given, changes);
  const version = checkVersion(value, report);
  const bundled = bundle(root, value, { folder: dirname(root.absolute), read: readOnce, report });
  const sources = { origins: [...bundled.origins, ...origins], texts: textsOf(read.values()) };
  return {
    document: version === undefined ? bundled.document : modernize(bundled.document, version),
    sources,
    files: [...read.keys()],
  };
}

function remember(files: Map<string, ParsedFile>, file: ParsedFile): ParsedFile {
  files.set(file.absolute, file);
  return file;
}

function objectOf({ value, shown }: ParsedFile): JsonObject {
  if (isObject(value)) return value;
  const fact = "this is no OpenAPI document: its content is not an object";
  throw new SpecError([{ severity: "error", file: shown, line: 1, column: 1, path: [], fact }]);
}

function readRoot(file: string, folder: string): ParsedFile {
  const shown = shownPath(file, folder);
  if (!existsSync(file))
    throw new SpecError([{ severity: "error", file: shown, path: [], fact: "there is no such file" }]);
  try {
    return readParsed(file, folder);
  } catch (error) {
    const fact = error instanceof Error ? error.message : String(error);
    if (!(error instanceof TextError))
      throw new SpecError([{ severity: "error", file: shown, path: [], fact }], { cause: error });
    const { line, column, hint } = error;
    const frame = codeFrame(readFileSync(file, "utf8"), line, column);
    const place = { file: shown, line, column, path: [] };
    throw new SpecError([{ severity: "error", ...place, fact, ...(hint !== undefined && { hint }), frame }], {
      cause: error,
    });
  }
}

function textsOf(files: Iterable<ParsedFile>): ReadonlyMap<string, string> {
  return new Map([...files].map((file) => [file.shown, file.text]));
}
