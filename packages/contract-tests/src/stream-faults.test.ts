import type { Fault } from "@jobwire/testing";
import { describe, expect, test } from "vitest";
import { kinds, starterOf } from "./support/apis.ts";
import { inputOf } from "./support/inputs.ts";
import { endings, playsOf, slow } from "./support/plays.ts";
import { createWorld, expectNothingLeft } from "./support/world.ts";

const streamFaults: readonly { readonly name: string; readonly fault: Fault }[] = [
  { name: "cut after the first event", fault: { type: "cut-stream", afterEvents: 1 } },
  { name: "cut inside an event", fault: { type: "cut-stream", afterEvents: 2, inside: "event" } },
  { name: "cut inside a character", fault: { type: "cut-stream", afterEvents: 2, inside: "character" } },
  { name: "ended cleanly too early", fault: { type: "cut-stream", afterEvents: 2, cleanly: true } },
  { name: "every event twice", fault: { type: "duplicate-events" } },
  { name: "neighbours changed places", fault: { type: "reorder-events" } },
];

describe.each(kinds.filter(({ definition, startName = "" }) => definition.starts[startName]?.stream))(
  "a stream that goes wrong: $api.name $kind",
  (one) => {
    const plays = playsOf(one).filter((play) => endings[play] !== undefined);

    test.each(streamFaults.flatMap((fault) => plays.map((play) => ({ ...fault, play }))))(
      "$name, $play",
      async ({ fault, play }) => {
        const { signal } = new AbortController();
        const faults = [{ on: { role: "start" as const }, fault }];
        const world = createWorld(one.api, { jobs: { [one.kind]: slow(play) }, faults });
        const job = await starterOf(world.client, one).run(inputOf(one.api, one.startName ?? ""), { signal });
        expect(job).toMatchObject({ status: endings[play]?.ends });
        expect(world.simulator.jobs.of(one.kind).length).toBe(1);
        expectNothingLeft(world, signal);
      },
    );

    test("before it names the job is uncertain, and is not started again", async () => {
      const fault = { type: "cut-stream", afterEvents: 0 } as const;
      const world = createWorld(one.api, { faults: [{ on: { role: "start" }, fault }] });
      const error = await starterOf(world.client, one)
        .run(inputOf(one.api, one.startName ?? ""))
        .catch((reason: unknown) => reason);
      expect(error).toMatchObject({ name: "JobStartUncertainError" });
      expect(world.simulator.requests.filter(({ role }) => role === "start").length).toBe(1);
      expectNothingLeft(world);
    });
  },
);
