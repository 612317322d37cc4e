/** Compiled, never run: what the types allow and what they refuse. */
import {
  attachRef,
  bindJob,
  bindJobs,
  type CancelledJob,
  defineJob,
  type EndedJob,
  type FailedJob,
  type Job,
  type JobDefinition,
  type JobHandle,
  type JobRef,
  type Reply,
  type RequiresActionJob,
  runJob,
  type SucceededJob,
  type TimedOutJob,
  waitAll,
} from "../src/index.ts";

type Equal<One, Other> =
  (<T>() => T extends One ? 1 : 2) extends <T>() => T extends Other ? 1 : 2 ? true : false;
/** Fails to compile unless `Claim` is `true`. */
function is<Claim extends true>(): Claim | undefined {
  return undefined;
}

interface Body {
  readonly id: string;
  readonly state: string;
}
interface Output {
  readonly answer: string;
}
interface Client {
  get(id: string): Promise<Reply<Body>>;
}

/** Several starts, cancel, actions, events, a list whose input is required, parameters of the read. */
declare const full: JobDefinition<{
  client: Client;
  starts: { create: { readonly prompt: string }; copy: { readonly from: string } };
  params: { readonly folder: string };
  body: Body;
  output: Output;
  event: { readonly type: "text" };
  list: { readonly folder: string };
  can: "cancel" | "action" | "stream" | "list";
}>;

/** One start and nothing else. */
declare const plain: JobDefinition<{
  client: Client;
  starts: { create: { readonly prompt: string } };
  params: Record<never, never>;
  body: Body;
  output: Output;
  event: never;
  list: never;
  can: never;
}>;

/** Nobody starts these; they can be listed without input. */
declare const found: JobDefinition<{
  client: Client;
  starts: Record<never, never>;
  params: Record<never, never>;
  body: Body;
  output: Output;
  event: never;
  list: { readonly limit?: number };
  can: "list";
}>;

declare const client: Client;
const jobs = bindJobs(client, { full, plain, found });

export async function starts(): Promise<void> {
  // One start: run, output and start stand on the kind itself. Several: on one starter each.
  await jobs.plain.run({ prompt: "?" });
  await jobs.full.create.run({ prompt: "?" });
  await jobs.full.copy.run({ from: "t1" });
  // @ts-expect-error the input is that of the operation
  await jobs.full.copy.run({ prompt: "?" });
  // @ts-expect-error with several starts there is no run without a name
  jobs.full.run;
  // @ts-expect-error nobody starts these
  jobs.found.run;
  // @ts-expect-error the input is required
  await jobs.plain.run();

  await runJob(client, full, "copy", { from: "t1" });
  // @ts-expect-error no such operation
  await runJob(client, full, "move", { from: "t1" });
  // @ts-expect-error the input is that of the operation
  await runJob(client, full, "copy", { prompt: "?" });
}

export async function results(): Promise<void> {
  const plainJob = await jobs.plain.run({ prompt: "?" });
  is<Equal<typeof plainJob, EndedJob<Output, Body>>>();
  const fullJob = await jobs.full.create.run({ prompt: "?" });
  is<Equal<typeof fullJob, EndedJob<Output, Body> | RequiresActionJob<Output, Body>>>();
  const ended = await jobs.full.create.run({ prompt: "?" }, { until: "terminal" });
  is<Equal<typeof ended, EndedJob<Output, Body>>>();
  const small = await runJob(client, full, "create", { prompt: "?" }, { until: "terminal" });
  is<Equal<typeof small, EndedJob<Output, Body>>>();
  const output = await jobs.full.create.output({ prompt: "?" });
  is<Equal<typeof output, Output>>();

  switch (fullJob.status) {
    case "succeeded":
      is<Equal<typeof fullJob, SucceededJob<Output, Body>>>();
      is<Equal<typeof fullJob.output, Output>>();
      break;
    case "failed":
      is<Equal<typeof fullJob, FailedJob<Output, Body>>>();
      fullJob.failure.message.trim();
      break;
    case "cancelled":
      is<Equal<typeof fullJob, CancelledJob<Output, Body>>>();
      // @ts-expect-error a reason is optional here
      fullJob.failure.message;
      break;
    case "timed_out":
      is<Equal<typeof fullJob, TimedOutJob<Output, Body>>>();
      // @ts-expect-error there is no output without success
      fullJob.output;
      break;
    case "requires_action":
      fullJob.actions.map((action) => action.operation);
      break;
    default:
      is<Equal<typeof fullJob, never>>();
  }
}

export async function handles(ref: JobRef): Promise<void> {
  const fullHandle = jobs.full.attach(ref);
  is<Equal<typeof fullHandle.job, Job<Output, Body> | undefined>>();
  const cancelled = await fullHandle.cancel();
  is<Equal<typeof cancelled, EndedJob<Output, Body>>>();
  const asked = await fullHandle.cancel({ wait: false });
  is<Equal<typeof asked, Job<Output, Body>>>();
  for await (const event of fullHandle.events()) is<Equal<typeof event, { readonly type: "text" }>>();
  for await (const job of fullHandle.watch()) is<Equal<typeof job, Job<Output, Body>>>();
  const settled = await fullHandle.wait();
  is<Equal<typeof settled, EndedJob<Output, Body> | RequiresActionJob<Output, Body>>>();
  const ended = await fullHandle.wait({ until: "terminal" });
  is<Equal<typeof ended, EndedJob<Output, Body>>>();

  const plainHandle = jobs.plain.attach(ref);
  // @ts-expect-error a kind without a cancel
  plainHandle.cancel;
  // @ts-expect-error a kind without events
  plainHandle.events;
  // @ts-expect-error there is no such option
  await plainHandle.wait({ timeout: 5 });
}

export function addresses(): void {
  jobs.plain.ref("t1");
  jobs.full.ref("t1", { folder: "a" });
  // @ts-expect-error the parameters of the read are required
  jobs.full.ref("t1");
  // @ts-expect-error and of their type
  jobs.full.ref("t1", { folder: 1 });
}

export async function lists(): Promise<void> {
  for await (const job of jobs.full.list({ folder: "a" })) is<Equal<typeof job, Job<Output, Body>>>();
  jobs.found.list();
  jobs.found.list({ limit: 5 });
  // @ts-expect-error the input is required
  jobs.full.list();
  // @ts-expect-error a kind without a list
  jobs.plain.list;
}

export async function many(ref: JobRef): Promise<void> {
  const [one, other] = await waitAll([jobs.plain.attach(ref), jobs.full.attach(ref)]);
  is<Equal<typeof one, PromiseSettledResult<EndedJob<Output, Body>>>>();
  is<Equal<typeof other, PromiseSettledResult<EndedJob<Output, Body> | RequiresActionJob<Output, Body>>>>();
  const ended = await waitAll([jobs.full.attach(ref)], { until: "terminal" });
  is<Equal<(typeof ended)[0], PromiseSettledResult<EndedJob<Output, Body>>>>();
  const handles: JobHandle<NonNullable<(typeof plain)["types"]>>[] = [];
  const outcomes = await waitAll(handles, { onUpdate: (job) => job.status });
  is<Equal<(typeof outcomes)[number], PromiseSettledResult<EndedJob<Output, Body>>>>();

  const runs = await jobs.full.create.runAll([{ prompt: "?" }], { concurrency: 2, until: "terminal" });
  is<Equal<typeof runs, PromiseSettledResult<EndedJob<Output, Body>>[]>>();
  // @ts-expect-error one key cannot serve several starts
  await jobs.plain.runAll([{ prompt: "?" }], { idempotencyKey: "k" });

  const handle = attachRef(jobs, ref);
  is<Equal<typeof handle.ref, JobRef>>();
  const job = await handle.wait();
  if (job.status === "succeeded") is<Equal<typeof job.output, Output>>();
}

export function definitions(): void {
  bindJob(client, full);
  // @ts-expect-error the client must have the operations that the definition calls
  bindJob({}, full);
  const taken: JobHandle<NonNullable<(typeof full)["types"]>> = jobs.full.attach({} as JobRef);
  taken.nudge();
  defineJob<NonNullable<(typeof plain)["types"]>>({
    protocol: 1,
    provider: "p",
    kind: "k",
    can: [],
    starts: {
      create: { call: async (c, input) => ({ reply: await c.get(input.prompt), id: 1 }) },
    },
    read: (c, job) => c.get(job.id),
    statuses: { done: "succeeded" },
    // @ts-expect-error a field that bodies do not have
    locate: (body) => ({ status: body.status }),
  });
  defineJob<NonNullable<(typeof plain)["types"]>>({
    ...plain,
    // @ts-expect-error no such status
    statuses: { done: "finished" },
  });
}
