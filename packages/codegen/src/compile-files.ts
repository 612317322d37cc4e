import type { GeneratedFile } from "./emit/generated-file.ts";
import { shownIn } from "./generate.ts";

/** A document that is compiled by itself. */
export interface DocumentToCompile {
  /** Absolute. */
  readonly file: string;
  /** What the package would be called. */
  readonly provider: string;
  /** The project: paths in messages are relative to it. */
  readonly folder: string;
}

/**
 * Compiles one document in memory: the files of `src/generated/`, which are written nowhere.
 *
 * @throws {SpecError} With all that is wrong in it.
 */
export async function compileFiles(document: DocumentToCompile): Promise<readonly GeneratedFile[]> {
  const { compile } = await import("./compile.ts");
  const { file, provider, folder } = document;
  const emit = { ending: ".ts", typesOnly: false } as const;
  const { files } = await compile({
    provider,
    spec: file,
    overlay: undefined,
    folder,
    shown: shownIn(folder, file),
    emit,
  });
  return files;
}
