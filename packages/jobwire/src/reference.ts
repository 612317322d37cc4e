import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** The references that the compiler's package brings along, and what each is about. */
export const references: Readonly<Record<string, string>> = {
  "x-jobs": "How a document says which operations start, read and cancel a job, and what its words mean.",
  "x-jobwire": "What else the compiler needs of a document: credentials, errors, pages, streams, retries.",
};

/** The text of a reference, `undefined` if there is none of that name. */
export function referenceText(name: string): string | undefined {
  if (!Object.hasOwn(references, name)) return undefined;
  const schema = createRequire(import.meta.url).resolve(`@jobwire/codegen/${name}.schema.json`);
  return readFileSync(join(dirname(schema), "../reference", `${name}.md`), "utf8");
}
