import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Bump } from "../policy/rate.ts";
import { readIfExists } from "./io.ts";

/** The file of one provider: it is written over when the document changes again. */
export function changesetName(provider: string): string {
  return `spec-${provider}.md`;
}

/** The folder of the changesets: that of the project, or of the repository that it stands in. */
export function changesetFolder(project: string): string {
  for (let folder = project; ; folder = dirname(folder)) {
    if (existsSync(join(folder, ".changeset"))) return join(folder, ".changeset");
    if (existsSync(join(folder, ".git")) || folder === dirname(folder)) return join(project, ".changeset");
  }
}

/** The changesets, written by hand, that name a package: those that `jobwire change` writes do not count. */
export function handWritten(folder: string, packageName: string): readonly string[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((file) => file.endsWith(".md") && !/^spec-.*\.md$/.test(file));
  return files.filter((file) => bumpIn(readIfExists(join(folder, file)), packageName) !== "none").sort();
}

/** The bump that a changeset asks for one package, or `none`. */
export function bumpIn(text: string | undefined, packageName: string): Bump {
  const [, front = ""] = /^---\r?\n([\s\S]*?)\r?\n---/.exec(text ?? "") ?? [];
  for (const line of front.split(/\r?\n/)) {
    const [, name, bump] = /^["']?([^"':]+)["']?\s*:\s*(\w+)\s*$/.exec(line.trim()) ?? [];
    const known = (["patch", "minor", "major"] as const).find((word) => word === bump);
    if (name === packageName && known !== undefined) return known;
  }
  return "none";
}
