import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Writes those of some files that do not exist, each in one step, and says which, absolute. */
export function writeMissing(folder: string, files: Readonly<Record<string, string>>): readonly string[] {
  const missing = Object.entries(files).filter(([name]) => !existsSync(join(folder, name)));
  for (const [name, content] of missing) {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    // A run that is killed leaves no half of a file that nobody would write again.
    writeFileSync(`${file}.${process.pid}.tmp`, content, { flush: true });
    renameSync(`${file}.${process.pid}.tmp`, file);
  }
  return missing.map(([name]) => join(folder, name));
}
