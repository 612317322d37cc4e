import { join } from "node:path";
import type { Diagnostic } from "./diagnostics/diagnostic.ts";
import { SpecError } from "./diagnostics/spec-error.ts";
import { compileProvider, openProject, type ProjectOptions, shownIn } from "./generate.ts";
import type { Kind } from "./model/kind.ts";
import { generatedFolder } from "./project/output.ts";
import { compareFolder, read } from "./swap/compare.ts";
import { type Difference, firstDifference } from "./swap/first-difference.ts";

/** A generated file that is not what its document says. */
export interface Drift {
  readonly provider: string;
  /** Relative to the project's folder. */
  readonly file: string;
  /** `left over`: nothing generates it any more. */
  readonly reason: "missing" | "differs" | "left over";
  /** Of a file that differs. */
  readonly difference?: Difference;
}

/** What {@link check} found. */
export interface CheckResult {
  readonly ok: boolean;
  readonly drift: readonly Drift[];
  /** Errors and warnings of the documents. */
  readonly diagnostics: readonly Diagnostic[];
  readonly providers: readonly CheckedProvider[];
}

/** What a document holds. */
export interface CheckedProvider {
  readonly provider: string;
  readonly operations: readonly string[];
  /** Kind to its table: raw word to status. */
  readonly kinds: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Kind to what it does not say although it could. */
  readonly lacks: Readonly<Record<string, readonly string[]>>;
}

/** Compiles in memory and compares with what is on the disk. Writes nothing. */
export async function check(options: ProjectOptions = {}): Promise<CheckResult> {
  const project = await openProject(options);
  const drift: Drift[] = [];
  const diagnostics: Diagnostic[] = [];
  const providers: CheckedProvider[] = [];
  for (const provider of project.providers) {
    try {
      const { files, warnings, model } = await compileProvider(provider, project);
      const folder = generatedFolder(provider.output);
      const shown = (name: string) => shownIn(project.folder, join(folder, name));
      const { write, remove } = compareFolder(folder, files);
      for (const file of write)
        drift.push({
          provider: provider.name,
          file: shown(file.name),
          ...differenceOf(read(folder, file.name), file.content),
        });
      for (const name of remove)
        drift.push({ provider: provider.name, file: shown(name), reason: "left over" });
      diagnostics.push(...warnings);
      const kinds = Object.fromEntries(
        model.kinds.map((kind) => [kind.name, Object.fromEntries(kind.table)]),
      );
      providers.push({
        provider: provider.name,
        operations: model.operations.map((operation) => operation.name),
        kinds,
        lacks: Object.fromEntries(model.kinds.map((kind) => [kind.name, lacksOf(kind)])),
      });
    } catch (error) {
      if (!(error instanceof SpecError)) throw error;
      diagnostics.push(...error.diagnostics);
    }
  }
  const ok = drift.length === 0 && diagnostics.every((diagnostic) => diagnostic.severity !== "error");
  return { ok, drift, diagnostics, providers };
}

/** What a kind could say: not all of it exists in every API. */
function lacksOf(kind: Kind): readonly string[] {
  const { fields, output, events, longPoll } = kind;
  const says: Readonly<Record<string, boolean>> = {
    start: kind.starts.length > 0,
    cancel: kind.cancel !== undefined,
    list: kind.list !== undefined,
    "await or stream": longPoll !== undefined || events !== undefined,
    createdAt: fields.createdAt !== undefined,
    startedAt: fields.startedAt !== undefined,
    completedAt: fields.completedAt !== undefined,
    progress: Object.keys(kind.progress).length > 0,
    output: output.whole !== undefined || output.parts !== undefined,
    failure: kind.failure !== undefined,
    poll: kind.poll !== undefined,
    frames: kind.frames !== undefined,
  };
  return Object.keys(says).filter((key) => says[key] === false);
}

function differenceOf(found: string | undefined, wanted: string): Pick<Drift, "reason" | "difference"> {
  if (found === undefined) return { reason: "missing" };
  const difference = firstDifference(found, wanted);
  return { reason: "differs", ...(difference !== undefined && { difference }) };
}
