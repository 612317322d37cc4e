import { existsSync, type FSWatcher, readFileSync, watch as watchFolder } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { type GenerateOptions, type GenerateResult, generate, openProject } from "./generate.ts";
import { ownString } from "./json.ts";
import { parseText } from "./load/parse-text.ts";
import type { Provider } from "./project/find-providers.ts";

/** Options of {@link watch}. */
export interface WatchOptions extends GenerateOptions {
  /** Ends the watching. */
  readonly signal?: AbortSignal;
  /** Called after every run, the first included. */
  readonly onRun: (result: GenerateResult) => void;
  /** Changes that come together are one run, in milliseconds. Default 10. */
  readonly quietMs?: number;
}

/** Generates, and again whenever a file beside a spec changes, until the signal ends it. */
export async function watch({ signal, onRun, quietMs = 10, ...options }: WatchOptions): Promise<void> {
  const { providers } = await openProject(options);
  const folders = [...new Set(providers.flatMap(foldersOf))];
  const run = serialized(async () => onRun(await generate(options)));
  let timer: NodeJS.Timeout | undefined;
  const soon = (_: string, file: string | null) => {
    if (file !== null && !isSource(file)) return;
    clearTimeout(timer);
    timer = setTimeout(run, quietMs);
  };
  const watchers: FSWatcher[] = folders.map((folder) =>
    // Below the root of a package there are thousands of files, and none belongs to a document.
    watchFolder(folder, { recursive: !existsSync(join(folder, "package.json")) }, soon),
  );
  await run();
  await new Promise<void>((resolve) => {
    if (signal?.aborted) resolve();
    signal?.addEventListener("abort", () => resolve(), { once: true });
  });
  clearTimeout(timer);
  for (const watcher of watchers) watcher.close();
}

/** The folders of what a provider is made of: its document, its overlay, and the document that the overlay extends. */
function foldersOf({ spec, overlay }: Provider): readonly string[] {
  const files = [spec, ...(overlay === undefined ? [] : [overlay])];
  try {
    const extended = ownString(parseText(readFileSync(spec, "utf8"), spec.endsWith(".json")), "extends");
    if (extended !== undefined) files.push(resolve(dirname(spec), extended));
  } catch {
    // The run says what is wrong with it.
  }
  return files.map((file) => dirname(file)).filter(existsSync);
}

function isSource(file: string): boolean {
  return /\.(ya?ml|json)$/.test(basename(file)) && !/(^|[\\/])(node_modules|generated)[\\/]/.test(file);
}

/** One run at a time; calls during a run become one more run after it. */
function serialized(task: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let again = false;
  const start = async (): Promise<void> => {
    do {
      again = false;
      await task();
    } while (again);
    running = undefined;
  };
  return () => {
    again = running !== undefined;
    running ??= start();
    return running;
  };
}
