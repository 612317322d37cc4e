import { existsSync, statSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import type { Diagnostic } from "./diagnostics/diagnostic.ts";
import { openProject, type ProjectOptions } from "./generate.ts";
import type { JsonObject } from "./json.ts";
import { grammar } from "./model/names.ts";

/** A document that was read and checked: one file, without references to others. */
export interface LoadedSpec {
  readonly document: JsonObject;
  readonly provider: string;
  readonly warnings: readonly Diagnostic[];
}

/**
 * Reads and checks the document of a provider, or any document by its path.
 *
 * @throws {SpecError} With all that is wrong in it.
 * @throws {ConfigError} There is no such provider and no such file.
 */
export async function loadSpec(target: string, options: ProjectOptions = {}): Promise<LoadedSpec> {
  const folder = resolve(options.folder ?? process.cwd());
  const { readSpec } = await import("./compile.ts");
  const file = resolve(folder, target);
  if (existsSync(file) && statSync(file).isFile()) {
    const provider = nameOf(file);
    const { model, warnings } = readSpec({ provider, spec: file, folder });
    return { document: model.document, provider, warnings };
  }
  const project = await openProject({ ...options, folder, providers: [target] });
  const [provider] = project.providers;
  if (provider === undefined) throw new Error(`No provider ${target}.`);
  const { name, spec, overlay } = provider;
  const { model, warnings } = readSpec({ provider: name, spec, overlay, folder });
  return { document: model.document, provider: name, warnings };
}

/** `specs/acme/openapi.yaml` → `acme`: the first part of a path, from its end, that can be a name. */
function nameOf(file: string): string {
  const parts = [basename(file).replace(/\.(ya?ml|json)$/i, ""), ...dirname(file).split(/[\\/]/).reverse()];
  const isGeneric = /^(openapi|overlay|generated|src|specs?)$/;
  return parts.find((part) => grammar.provider.test(part) && !isGeneric.test(part)) ?? "api";
}
