/** Waits for many jobs in this process and prints what it took as JSON. Arguments: the subject, and how many jobs. */
import { bindJob, defineJob, every } from "@jobwire/job-utils";

const [subject, count] = [process.argv[2], Number(process.argv[3])];
const intervalMs = 5_000;
const measuredMs = 20_000;

interface Body {
  readonly id: string;
  readonly state: string;
  readonly created_at: string;
}

const filler = "x".repeat(1_900);
const text = (id: string) =>
  JSON.stringify({
    id,
    state: "busy",
    created_at: "2026-03-01T10:00:00Z",
    step: { at: 3, of: 7 },
    logs: filler,
  });

let reads = 0;
function read(id: string): Body {
  reads += 1;
  return JSON.parse(text(id)) as Body;
}

/** Begins to wait for a job. The promise is what a caller keeps. */
type Begin = (id: string, signal: AbortSignal) => Promise<unknown>;

function jobwire(): Begin {
  const kind = bindJob(
    {},
    defineJob<{
      client: object;
      starts: Record<never, never>;
      params: Record<never, never>;
      body: Body;
      output: unknown;
      event: never;
      list: never;
      can: never;
    }>({
      protocol: 1,
      provider: "bench",
      kind: "job",
      can: [],
      starts: {},
      read: async (_client, { id }) => ({
        raw: read(id),
        httpStatus: 200,
        header: () => undefined,
        receivedAtMs: 0,
      }),
      statuses: { busy: "running", done: "succeeded" },
      locate: (body) => ({ id: body.id, status: body.state, createdAt: body.created_at }),
    }),
  );
  const schedule = every(intervalMs);
  return (id, signal) => kind.attach(kind.ref(id)).wait({ signal, schedule });
}

/** Its part that we use; the package is installed in `bench/engine` only. */
interface CoreLro {
  createHttpPoller(lro: object, options: object): { pollUntilDone(options: object): Promise<unknown> };
}

async function coreLro(): Promise<Begin> {
  const name = "@azure/core-lro";
  const { createHttpPoller } = (await import(name)) as CoreLro;
  const responseOf = (id: string, statusCode: number, headers: object) => {
    const body = read(id);
    const request = { method: "POST", url: `https://bench.test/${id}` };
    return {
      flatResponse: body,
      rawResponse: { statusCode, headers, request, body: { ...body, status: "Running" } },
    };
  };
  // Without the signal: it puts a listener of its own on it for each poller, and Node goes through all of them for every new
  // one, which takes many minutes for a hundred thousand.
  return (id) => {
    const operation = {
      sendInitialRequest: async () =>
        responseOf(id, 202, { "operation-location": `https://bench.test/${id}` }),
      sendPollRequest: async () => responseOf(id, 200, {}),
    };
    return createHttpPoller(operation, { intervalInMs: intervalMs }).pollUntilDone({});
  };
}

const collect = globalThis.gc ?? (() => {});
function heapBytes(): number {
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const microseconds = (from: NodeJS.CpuUsage) => {
  const { user, system } = process.cpuUsage(from);
  return user + system;
};

const ids = Array.from({ length: count }, (_, index) => `job-${index}`);

/** The heap that one job takes, once `fill` has begun all, in bytes. */
async function heapOf(fill: () => Promise<void>): Promise<number> {
  const empty = heapBytes();
  await fill();
  return (heapBytes() - empty) / count;
}

/** The CPU time of one poll, and how many there were. */
async function cpuOf(work: () => Promise<void>): Promise<{ polls: number; cpuMicroseconds: number }> {
  const [cpu, first] = [process.cpuUsage(), reads];
  await work();
  const polls = reads - first;
  return { polls, cpuMicroseconds: microseconds(cpu) / polls };
}

/** The bodies and the reads by themselves, at the pace at which waits make them: what a wait costs comes on top of it. */
async function readsAlone() {
  const bodies: Body[] = [];
  const heap = await heapOf(async () => void bodies.push(...ids.map(read)));
  const begun = performance.now();
  const work = async () => {
    for (let done = 0, now = begun; now < begun + measuredMs; now = performance.now()) {
      for (const due = ((now - begun) / intervalMs) * count; done < due; done += 1)
        read(ids[done % count] ?? "");
      await sleep(1);
    }
  };
  return { heapBytes: heap, ...(await cpuOf(work)), kept: bodies.length };
}

async function waits(begin: Begin) {
  const kept: Promise<unknown>[] = new Array(count);
  const { signal } = new AbortController();
  const heap = await heapOf(async () => {
    reads = 0;
    // Begun over one interval, as jobs are that do not all start at once.
    for (const [index, id] of ids.entries()) {
      kept[index] = begin(id, signal);
      if (index % 100 === 99) await sleep((100 * intervalMs) / count);
    }
    while (reads < 2 * count) await sleep(100);
  });
  return { heapBytes: heap, ...(await cpuOf(() => sleep(measuredMs))), kept: kept.length };
}

const subjects: Readonly<Record<string, () => Promise<object>>> = {
  reads: readsAlone,
  jobwire: () => waits(jobwire()),
  "core-lro": async () => waits(await coreLro()),
};
console.log(JSON.stringify(await subjects[subject ?? ""]?.()));
process.exit(0);
