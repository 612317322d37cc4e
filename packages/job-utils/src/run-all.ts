import type { RunAllOptions, RunOptions } from "./options.ts";

/** Runs one job for each input, no more than `concurrency` at a time. One that goes wrong does not stop the others. */
export async function runAll<Input, Settled, J>(
  run: (input: Input, options: RunOptions<J>) => Promise<Settled>,
  inputs: Iterable<Input>,
  { concurrency = 3, onStarted, ...options }: RunAllOptions<J> = {},
): Promise<PromiseSettledResult<Settled>[]> {
  const { signal } = options;
  const results: PromiseSettledResult<Settled>[] = [];
  const all = [...inputs];
  const queue = all.entries();
  const work = async () => {
    for (const [index, input] of queue) {
      if (signal?.aborted) return;
      const own = onStarted && { onStarted: (ref: Parameters<typeof onStarted>[0]) => onStarted(ref, index) };
      [results[index]] = await Promise.allSettled([run(input, { ...options, ...own })]);
    }
  };
  signal?.throwIfAborted();
  await Promise.all(all.slice(0, concurrency >= 1 ? concurrency : 1).map(work));
  signal?.throwIfAborted();
  return results;
}
