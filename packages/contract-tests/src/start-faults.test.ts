import type { Fault } from "@jobwire/testing";
import { describe, expect, test } from "vitest";
import { kindOf, kinds, starterOf } from "./support/apis.ts";
import { inputOf } from "./support/inputs.ts";
import { listInputOf } from "./support/lists.ts";
import { createWorld, expectNothingLeft, type World } from "./support/world.ts";

/** Something that goes wrong with a start, and whether the job may be there, or the start is sent again. */
interface StartFault {
  readonly name: string;
  readonly fault: Fault;
  readonly outcome: "uncertain" | "broken off" | "again" | "limited" | "refused";
}

const startFaults: readonly StartFault[] = [
  { name: "nobody listens", fault: { type: "refused" }, outcome: "again" },
  { name: "429", fault: { type: "rate-limit", retryAfter: 3 }, outcome: "limited" },
  { name: "422", fault: { type: "answer", status: 422, body: {} }, outcome: "refused" },
  { name: "402", fault: { type: "answer", status: 402, body: {} }, outcome: "refused" },
  { name: "the connection breaks before", fault: { type: "reset" }, outcome: "uncertain" },
  { name: "the connection breaks after", fault: { type: "reset", when: "after" }, outcome: "uncertain" },
  { name: "no answer comes, nothing was done", fault: { type: "hang" }, outcome: "uncertain" },
  { name: "no answer comes, a job is there", fault: { type: "hang", when: "after" }, outcome: "uncertain" },
  { name: "500", fault: { type: "empty-500" }, outcome: "uncertain" },
  { name: "502 of a proxy", fault: { type: "html" }, outcome: "uncertain" },
  { name: "the answer is cut", fault: { type: "cut-body" }, outcome: "broken off" },
  {
    name: "the answer is no JSON",
    fault: { type: "answer", status: 200, text: "<html>", contentType: "text/html" },
    outcome: "uncertain",
  },
  { name: "the answer holds no id", fault: { type: "answer", status: 200, body: {} }, outcome: "uncertain" },
];

const started = kinds.flatMap((one) =>
  one.startName === undefined ? [] : [{ ...one, startName: one.startName }],
);

describe.each(started)("a start that goes wrong: $api.name $kind", (one) => {
  const { retry, header = [] } = one.api.table.operations[one.startName] ?? {};
  const isStreamed = one.definition.starts[one.startName]?.stream !== undefined;
  const isKeyed = retry === "keyed" || header.includes("Idempotency-Key");

  test.each(startFaults)("$name", async ({ fault, outcome: expected }) => {
    const { signal } = new AbortController();
    const world = createWorld(one.api, { faults: [{ on: { role: "start", nth: 1 }, fault }] });
    const { "Idempotency-Key": _, ...input } = inputOf(one.api, one.startName);
    const outcome = await starterOf(world.client, one)
      .run(input, { signal })
      .catch((error: unknown) => error);
    expectNothingLeft(world, signal);
    expect(world.simulator.jobs.of(one.kind).length, "never a second job").toBeLessThanOrEqual(1);

    const sent = world.simulator.requests.filter(({ role }) => role === "start").length;
    const isSentAgain = expected === "again" || (expected === "limited" && (isKeyed || retry === "on-429"));
    if (expected === "broken off" && isStreamed) {
      expect(outcome, "the stream had named the job").toMatchObject({ status: "succeeded" });
      expect(sent).toBe(1);
    } else if (isSentAgain || sent > 1) {
      expect(outcome).toMatchObject({ status: "succeeded" });
      expect(isSentAgain || isKeyed, "sent again without a key").toBe(true);
      expect(world.simulator.jobs.of(one.kind).length).toBe(1);
    } else if (expected === "uncertain" || expected === "broken off") {
      expect(outcome).toMatchObject({ name: "JobStartUncertainError", kind: one.kind });
      await expectFoundInTheList(world, (outcome as { readonly lookIn?: string }).lookIn);
    } else {
      expect(outcome).toMatchObject({ name: "HttpStatusError", operation: one.startName });
      expect(world.simulator.jobs.of(one.kind).length).toBe(0);
    }
  });

  /** The error says in which list to look, and a job that was started is there. */
  async function expectFoundInTheList(world: World, lookIn: string | undefined): Promise<void> {
    if (!one.definition.can.includes("list")) return expect(lookIn).toBeUndefined();
    expect(lookIn).toBe(listInputOf(one).operation);
    const ids: string[] = [];
    for await (const job of kindOf(world.client, one).list(listInputOf(one).input)) ids.push(job.id);
    expect(ids).toEqual(world.simulator.jobs.of(one.kind).map(({ id }) => id));
  }
});
