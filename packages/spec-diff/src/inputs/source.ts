import type { JsonObject } from "../json.ts";
import { InputError, parseDocumentText } from "./parse-document.ts";
import { readFromTarball } from "./read-tarball.ts";

/** A document, and where it came from. */
export interface Source {
  readonly document: JsonObject;
  /** What a report calls it. */
  readonly name: string;
  /** The file, relative to the project, if it is one of the working tree. */
  readonly file?: string;
  readonly text?: string;
}

/**
 * The `openapi.json` of a package tarball.
 *
 * @throws {InputError} The package holds none.
 */
export function fromTarball(tarball: Uint8Array, name: string): Source {
  const text = readFromTarball(tarball, (path) => /(^|\/)(dist|src\/generated)\/openapi\.json$/.test(path));
  if (text === undefined) throw new InputError(`${name}: the package holds no openapi.json`);
  return { document: parseDocumentText(text, `${name}: openapi.json`), name };
}
