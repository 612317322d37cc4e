import { kindName } from "./attach-ref.ts";
import { type BindSettings, boundTo } from "./bound.ts";
import type { CallOptions, JobClient } from "./call.ts";
import { text } from "./coerce.ts";
import type { AnyJobDefinition, JobDefinition, JobTypes } from "./definition.ts";
import { Handle } from "./handle.ts";
import { holdOrRead } from "./hold.ts";
import type { JobRef } from "./job.ts";
import type { BoundJobs, JobKind } from "./kind.ts";
import type { RunAllOptions, RunOptions, StartOptions } from "./options.ts";
import { checkRef, refOf } from "./ref.ts";
import { run } from "./run.ts";
import { runAll } from "./run-all.ts";
import { perCall, type StartOf, start } from "./start.ts";
import { startByStream } from "./start-stream.ts";
import { toJob } from "./to-job.ts";
import type { JobOf, Track } from "./track.ts";
import { Tracks } from "./tracks.ts";

/** Binds kinds of job to a client: `bindJobs(client, { job })` gives `{ job: { run, attach, … } }`. */
export function bindJobs<Definitions extends Readonly<Record<string, AnyJobDefinition>>>(
  client: object,
  definitions: Definitions,
  settings: BindSettings = {},
): BoundJobs<Definitions> {
  const bound = Object.entries(definitions).map(([name, definition]) => [
    name,
    bindJob(client, definition as unknown as JobDefinition<JobTypes>, settings), // its types are kept in the result's type
  ]);
  return Object.fromEntries(bound) as BoundJobs<Definitions>;
}

/** Binds one kind of job to a client. */
export function bindJob<T extends JobTypes>(
  client: T["client"] & JobClient,
  definition: JobDefinition<T>,
  settings: BindSettings = {},
): JobKind<T> {
  const tracks = new Tracks<T>(boundTo(client, definition, settings, holdOrRead));
  // The type of `starts` ties each operation to its input; here they are only passed on.
  const operations = Object.entries(definition.starts as Readonly<Record<string, StartOf<T>>>);
  const starters = operations.map(([name, operation]) => [name, starter(tracks, operation)] as const);
  const only = starters.length === 1 ? starters[0]?.[1] : undefined;
  // The type leaves out what the kind cannot do; the methods are there and do nothing without the definition's part.
  return { ...(only ?? Object.fromEntries(starters)), ...base(tracks) } as unknown as JobKind<T>;
}

function starter<T extends JobTypes>(tracks: Tracks<T>, operation: StartOf<T>) {
  const context = { bound: tracks.bound, registry: tracks };
  const handleOf = (track: Track<T>) => new Handle(tracks, track, track);
  const runOne = (input: unknown, options: RunOptions<JobOf<T>> = {}) =>
    run(startByStream, context, operation, input, options, (track, since) =>
      handleOf(track).wait(options, since),
    );
  return {
    start: async (input: unknown, options: StartOptions = {}) =>
      handleOf(await start(startByStream, context, operation, input, options)),
    run: runOne,
    output: (input: unknown, options: RunOptions<JobOf<T>> = {}) =>
      run(startByStream, context, operation, input, options, (track, since) =>
        handleOf(track).output(options, since),
      ),
    runAll: (inputs: Iterable<unknown>, options?: RunAllOptions<JobOf<T>>) => runAll(runOne, inputs, options),
  };
}

const noParams = {};

function base<T extends JobTypes>(tracks: Tracks<T>) {
  const { definition, client, at } = tracks.bound;
  return {
    [kindName]: definition,
    attach(ref: JobRef, options: Pick<CallOptions, "apiKey" | "headers"> = {}) {
      const { id, params = noParams } = checkRef(definition, ref, at());
      return new Handle(tracks, { id, params, call: perCall(options) });
    },
    ref: (id: string, params?: Readonly<Record<string, unknown>>) => refOf(definition, id, params, at()),
    async *list(given: T["list"], options: CallOptions = {}) {
      const { list } = definition;
      const input = given ?? {};
      for await (const page of list?.pages(client, input, options) ?? []) {
        for (const item of page) {
          const params = list?.params?.(input, item) ?? {};
          yield toJob(definition, item, { id: text(definition.locate(item).id) ?? "", params, at: at() });
        }
      }
    },
  };
}
