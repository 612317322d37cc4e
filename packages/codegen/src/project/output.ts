import { isAbsolute, join, relative, resolve, sep } from "node:path";
import { ConfigError, type JobwireConfig, type ProviderConfig } from "./config.ts";

/** Where the code of a provider goes, and how much of it. */
export interface Output {
  /** `package`: one of its own. `folder`: sources in a package that exists. `types`: types and nothing else. */
  readonly kind: "package" | "folder" | "types";
  /** Absolute. */
  readonly folder: string;
}

/** The place that a provider's own settings name. */
export function outputOf(folder: string, settings: ProviderConfig | undefined): Output | undefined {
  for (const kind of ["package", "folder", "types"] as const) {
    const place = settings?.[kind];
    if (place !== undefined) return { kind, folder: inside(folder, kind, place) };
  }
  return undefined;
}

/** The place of a provider that has no settings of its own. */
export function defaultOutput(folder: string, config: JobwireConfig, name: string): Output {
  const { folders, types, packages = "packages" } = config;
  if (folders !== undefined)
    return { kind: "folder", folder: join(inside(folder, "folders", folders), name) };
  if (types !== undefined) return { kind: "types", folder: join(inside(folder, "types", types), name) };
  return { kind: "package", folder: join(inside(folder, "packages", packages), name) };
}

/** A place in the project: generated files of earlier runs are taken away there, so it must be the project's own. */
function inside(project: string, key: string, place: string): string {
  const folder = resolve(project, place);
  const way = relative(project, folder);
  if (way === ".." || way.startsWith(`..${sep}`) || isAbsolute(way))
    throw new ConfigError(`"${key}": ${place} is outside of the project, in which jobwire runs`);
  return folder;
}

/** Where the hand-written sources of an output are. */
export function sourceFolder({ kind, folder }: Output): string {
  return kind === "package" ? join(folder, "src") : folder;
}

/** Where the generated files of an output are. */
export function generatedFolder(output: Output): string {
  return output.kind === "types" ? output.folder : join(sourceFolder(output), "generated");
}
