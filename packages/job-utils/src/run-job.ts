import { type BindSettings, boundTo } from "./bound.ts";
import type { JobClient } from "./call.ts";
import { askToCancel } from "./cancel.ts";
import type { JobDefinition, JobTypes } from "./definition.ts";
import type { EndedOf, SettledOf } from "./kind.ts";
import type { RunOptions } from "./options.ts";
import { run } from "./run.ts";
import { type StartOf, startByCall } from "./start.ts";
import type { JobOf } from "./track.ts";
import { wait } from "./wait.ts";

/**
 * Starts a job of one kind and waits until it has settled: `bindJob(…).run(…)` for whoever needs nothing else, and a
 * bundle of a few kilobytes. It reads at intervals only: no long poll, no event stream, and no sharing of reads, as nobody
 * else can know of the job.
 */
export function runJob<T extends JobTypes, Name extends keyof T["starts"]>(
  client: T["client"] & JobClient,
  definition: JobDefinition<T>,
  operation: Name,
  input: T["starts"][Name],
  options: RunOptions<JobOf<T>> & { readonly until: "terminal" },
  settings?: BindSettings,
): Promise<EndedOf<T>>;
export function runJob<T extends JobTypes, Name extends keyof T["starts"]>(
  client: T["client"] & JobClient,
  definition: JobDefinition<T>,
  operation: Name,
  input: T["starts"][Name],
  options?: RunOptions<JobOf<T>>,
  settings?: BindSettings,
): Promise<SettledOf<T>>;
export function runJob<T extends JobTypes>(
  client: T["client"] & JobClient,
  definition: JobDefinition<T>,
  operation: keyof T["starts"],
  input: unknown,
  options: RunOptions<JobOf<T>> = {},
  settings: BindSettings = {},
): Promise<JobOf<T>> {
  const bound = boundTo(client, definition, settings);
  // The overloads tie the input to the operation; here it is only passed on.
  const start = definition.starts[operation] as unknown as StartOf<T>;
  return run(startByCall, { bound }, start, input, options, (track, context) =>
    wait(track, options, { ...context, cancel: () => void askToCancel(track).catch(() => {}) }),
  );
}
