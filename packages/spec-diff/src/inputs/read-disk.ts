import { resolve } from "node:path";
import { readDocument, SpecError } from "@jobwire/codegen";
import type { JsonObject } from "../json.ts";
import { readIfExists } from "./io.ts";
import { InputError, parseDocumentText } from "./parse-document.ts";

/** A document on the disk; paths are relative to the folder. */
export interface FileOnDisk {
  readonly folder: string;
  readonly file: string;
  /** An overlay on it. */
  readonly overlay?: string | undefined;
}

/** A document, and the text of its own file. */
export interface DocumentOnDisk {
  readonly document: JsonObject;
  readonly text: string;
}

/**
 * Reads a document with its overlay and what it refers to in other files, or gives `undefined` if there is no such file.
 *
 * @param name What to call it in an error. Default: the file.
 * @throws {InputError} It cannot be read.
 */
export function readDisk(
  { folder, file, overlay }: FileOnDisk,
  name: string = file,
): DocumentOnDisk | undefined {
  const absolute = resolve(folder, file);
  const text = readIfExists(absolute);
  if (text === undefined) return undefined;
  if (overlay === undefined && otherFiles(text).length === 0)
    return { document: parseDocumentText(text, name), text };
  try {
    const onTop = overlay === undefined ? undefined : resolve(folder, overlay);
    return { document: readDocument({ file: absolute, overlay: onTop, folder }), text };
  } catch (error) {
    if (!(error instanceof SpecError)) throw error;
    const [first] = error.diagnostics;
    throw new InputError(`${name}: ${first?.fact ?? error.message}`, { cause: error });
  }
}

/** The files that a text refers to, as it writes them: by `$ref`, and by the `extends` of an overlay. */
export function otherFiles(text: string): readonly string[] {
  const references = text.matchAll(/\$ref["']?\s*:\s*(?:"([^"]+)"|'([^']+)'|([^\s"',}]+))/g);
  const written = [...references].map(([, one, two, three]) => one ?? two ?? three ?? "");
  const isOverlay = /^\s*[{]?\s*["']?overlay["']?\s*:/m.test(text);
  const base = isOverlay ? /^\s*["']?extends["']?\s*:\s*["']?([^"',\n]+)/m.exec(text)?.[1] : undefined;
  const files = [...written, ...(base === undefined ? [] : [base.trim()])].map(
    (one) => one.split("#")[0] ?? "",
  );
  return [...new Set(files)].filter((file) => file !== "" && !/^([a-z][a-z0-9+.-]+:|\/)/i.test(file));
}
