import { createClock } from "@jobwire/testing";
import type { AnyClient, KindCase } from "./apis.ts";
import { inputOf } from "./inputs.ts";
import { countTimers } from "./world.ts";

/** A client whose API answers every read of a job with bodies that a test gives. */
export interface AnsweredWorld {
  readonly client: AnyClient;
  /** Parameters of the read beside the id. */
  readonly params: Readonly<Record<string, unknown>>;
  readonly reads: () => number;
  readonly timersLeft: () => number;
}

/** An API that answers reads and long polls with one body after the other, the last for ever. Time is virtual. */
export function answering({ api, definition }: KindCase, bodies: readonly unknown[]): AnsweredWorld {
  const clock = createClock({ auto: true });
  const counted = countTimers(clock);
  let reads = 0;
  const fetch = async (): Promise<Response> => {
    const body = bodies[Math.min(reads, bodies.length - 1)];
    reads += 1;
    return Response.json(body);
  };
  const read = readOf({ api, definition });
  const { path } = api.table.operations[read] ?? { path: "" };
  const names = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name = ""]) => name).slice(0, -1);
  const input = inputOf(api, read);
  return {
    client: api.create({
      apiKey: "test-key",
      baseUrl: api.baseUrl,
      fetch,
      clock: counted.clock,
      random: () => 0.5,
    }),
    params: Object.fromEntries(names.map((name) => [name, input[name]])),
    reads: () => reads,
    timersLeft: counted.left,
  };
}

/** The operation that reads a job of a kind. */
export function readOf({ api, definition }: Pick<KindCase, "api" | "definition">): string {
  const jobs = api.spec["x-jobs"] as Readonly<Record<string, { readonly read: string }>>;
  return jobs[definition.kind]?.read ?? "";
}
