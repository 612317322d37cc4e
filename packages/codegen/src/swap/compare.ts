import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { type GeneratedFile, isGenerated } from "../emit/generated-file.ts";
import { compareText } from "../json.ts";

/** What must happen to a folder so that it holds exactly the generated files. */
export interface Changes {
  /** Files that are missing or differ. */
  readonly write: readonly GeneratedFile[];
  /** Files of earlier outputs that belong there no more. */
  readonly remove: readonly string[];
}

/** Compares a folder with what it should hold. Files that the compiler did not make are left alone. */
export function compareFolder(folder: string, files: readonly GeneratedFile[]): Changes {
  const names = new Set(files.map((file) => file.name));
  const present = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
  const leftOver = present.filter(
    (entry) => entry.isFile() && !names.has(entry.name) && isGenerated(read(folder, entry.name) ?? ""),
  );
  return {
    write: files.filter((file) => read(folder, file.name) !== file.content),
    remove: leftOver.map((entry) => entry.name).sort(compareText),
  };
}

/** The text of a file, `undefined` if there is none. Line ends of a checkout on Windows are no difference. */
export function read(folder: string, name: string): string | undefined {
  const file = join(folder, name);
  return statSync(file, { throwIfNoEntry: false })?.isFile()
    ? readFileSync(file, "utf8").replaceAll("\r\n", "\n")
    : undefined;
}
