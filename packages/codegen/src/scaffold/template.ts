import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { ConfigError } from "../project/config.ts";
import type { PackageFacts } from "./provider-package.ts";

/**
 * The files of a project's own template, by their names in the new package. `{{provider}}`, `{{package}}` and `{{title}}`
 * in them stand for what they say.
 */
export function templateFiles(
  project: string,
  template: string,
  { provider, packageName, title }: PackageFacts,
): Readonly<Record<string, string>> {
  const folder = resolve(project, template);
  if (!existsSync(folder)) throw new ConfigError(`"template": there is no ${template}`);
  const values: Readonly<Record<string, string>> = { provider, package: packageName, title };
  const fill = (file: string, text: string) =>
    text.replace(/\{\{(provider|package|title)\}\}/g, (_, key: string) => inText(file, values[key] ?? ""));
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return Object.fromEntries(
    files.map((entry) => {
      const file = join(entry.parentPath, entry.name);
      return [relative(folder, file).split(sep).join("/"), fill(file, readFileSync(file, "utf8"))];
    }),
  );
}

/** Text of a document as it may stand between the quotes of a JSON file. */
function inText(file: string, value: string): string {
  return file.endsWith(".json") ? JSON.stringify(value).slice(1, -1) : value;
}
