import { type FSWatcher, watch as watchFolder } from "node:fs";
import { basename, dirname } from "node:path";
import { type GenerateOptions, type GenerateResult, generate, openProject } from "./generate.ts";

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
  const folders = [...new Set(providers.map((provider) => dirname(provider.spec)))];
  const run = serialized(async () => onRun(await generate(options)));
  let timer: NodeJS.Timeout | undefined;
  const soon = (_: string, file: string | null) => {
    if (file !== null && !/\.(ya?ml|json)$/.test(basename(file))) return;
    clearTimeout(timer);
    timer = setTimeout(run, quietMs);
  };
  const watchers: FSWatcher[] = folders.map((folder) => watchFolder(folder, { recursive: true }, soon));
  await run();
  await new Promise<void>((resolve) => {
    if (signal?.aborted) resolve();
    signal?.addEventListener("abort", () => resolve(), { once: true });
  });
  clearTimeout(timer);
  for (const watcher of watchers) watcher.close();
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
