import type { JsonObject } from "../json.ts";
import { InputError, parseDocumentText } from "./parse-document.ts";
import type { ProviderPlace } from "./providers.ts";
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
 * The `openapi.json` of a package tarball; that of one provider, where a package holds several.
 *
 * @throws {InputError} The package holds none.
 */
export function fromTarball(tarball: Uint8Array, name: string, provider?: ProviderPlace): Source {
  const generated = provider?.generated ?? "src/generated";
  const wanted = [
    ...(generated === "src/generated" ? ["dist/openapi.json"] : []),
    `${generated}/openapi.json`,
    `${generated.replace(/^src\//, "dist/")}/openapi.json`,
  ];
  // A tarball begins with a folder of any name: `package/dist/openapi.json`.
  const text = readFromTarball(tarball, (path) => wanted.includes(path.replace(/^[^/]*\//, "")));
  if (text === undefined) throw new InputError(`${name}: the package holds no openapi.json`);
  return { document: parseDocumentText(text, `${name}: openapi.json`), name };
}
