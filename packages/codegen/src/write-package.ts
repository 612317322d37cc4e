import { join } from "node:path";
import type { Compiled } from "./compile.ts";
import { nameEverything } from "./emit/names.ts";
import type { JobwireConfig } from "./project/config.ts";
import type { Provider } from "./project/find-providers.ts";
import { generatedFolder, type Output } from "./project/output.ts";
import { type PackageFacts, packageFiles, sourceFiles } from "./scaffold/provider-package.ts";
import { templateFiles } from "./scaffold/template.ts";
import { writeMissing } from "./scaffold/write-missing.ts";
import { compareFolder } from "./swap/compare.ts";
import { recover } from "./swap/journal.ts";
import { swapFiles } from "./swap/swap-files.ts";

/** Files that were touched, and all that the generated folder holds, absolute. */
export interface Written {
  readonly changed: readonly string[];
  readonly scaffolded: readonly string[];
  readonly outputs: readonly string[];
}

/** A project as far as new packages must know it. */
export interface Home {
  readonly folder: string;
  readonly settings: JobwireConfig;
}

/** Brings a compiled document into its place: generated files swapped, hand-written ones made if there are none. */
export function writePackage(provider: Provider, compiled: Compiled, home: Home): Written {
  const folder = generatedFolder(provider.output);
  recover(folder);
  const changes = compareFolder(folder, compiled.files);
  swapFiles(folder, changes);
  const names = [...changes.write.map((file) => file.name), ...changes.remove];
  return {
    changed: names.map((name) => join(folder, name)),
    scaffolded: scaffold(provider, compiled, home),
    outputs: compiled.files.map((file) => join(folder, file.name)),
  };
}

/** Writes what is missing, and never over a file that exists. */
function scaffold({ name, output }: Provider, { model }: Compiled, home: Home): readonly string[] {
  const { settings } = home;
  const { title, summary } = model.api;
  const { create, client, options } = nameEverything(model);
  const facts: PackageFacts = {
    provider: name,
    title: title || name,
    summary,
    packageName: settings.scope === undefined ? `${name}-client` : `${settings.scope}/${name}`,
    names: { create, client, options },
    kinds: model.kinds.map((kind) => kind.name),
    ending: settings.imports ?? ".js",
  };
  return writeMissing(output.folder, filesFor(output, facts, home));
}

function filesFor(
  output: Output,
  facts: PackageFacts,
  { folder, settings }: Home,
): Readonly<Record<string, string>> {
  if (output.kind === "types") return {};
  if (output.kind === "folder") return sourceFiles(facts);
  const own = settings.template === undefined ? {} : templateFiles(folder, settings.template, facts);
  return { ...packageFiles(facts), ...own };
}
