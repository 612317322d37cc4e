import type { Job } from "@jobwire/job-utils";
import { createSimulator } from "@jobwire/testing";
import { describe, expect, test } from "vitest";
import { apis, kindNamed } from "../support/apis.ts";
import { begin } from "../support/world.ts";

// Mistakes that widely used clients make: each is shown impossible, or harmless, with ours.
const sieveJob = kindNamed("sieve", "job");
const workflow = kindNamed("nuon", "workflow");
const deploy = kindNamed("nuon", "deploy");

describe("traps of single providers", () => {
  test.each(["cancelled", "error", "finished"])("Sieve's %s is an end", async (word) => {
    const world = await begin(sieveJob, { timeline: [{ frame: "queued", forMs: 1_000 }, { frame: word }] });
    expect(await world.handle.wait()).toMatchObject({ rawStatus: word });
  });

  test.each(["noop", "inactive", "cancelled"])("Nuon's %s is an end of a deploy", async (word) => {
    const world = await begin(deploy, { timeline: [{ frame: "queued", forMs: 1_000 }, { frame: word }] });
    expect(await world.handle.wait()).toMatchObject({ rawStatus: word });
  });

  test("Nuon's success between two steps is not the end of a workflow", async () => {
    const world = await begin(workflow, {
      timeline: [
        { frame: "in-progress", forMs: 30_000 },
        { frame: "success#between-steps", forMs: 3_600_000 },
        { frame: "error" },
      ],
    });
    const seen: Job[] = [];
    expect(await world.handle.wait({ onUpdate: (job) => seen.push(job) })).toMatchObject({
      status: "failed",
    });
    expect(seen.find(({ rawStatus }) => rawStatus === "success")).toMatchObject({ status: "running" });
  });

  test("one word can mean two states, and the frames tell them apart", () => {
    const ambiguous = apis.flatMap((api) =>
      createSimulator(api.spec).kinds.flatMap(({ name, frames }) => {
        const meanings = new Map<string, Set<string>>();
        for (const [frame, status] of Object.entries(frames)) {
          const word = frame.split("#")[0] ?? "";
          meanings.set(word, (meanings.get(word) ?? new Set()).add(status));
        }
        return [...meanings].filter(([, statuses]) => statuses.size > 1).map(([word]) => `${name} ${word}`);
      }),
    );
    expect(ambiguous).toEqual(expect.arrayContaining(["workflow success", "workflow error"]));
  });
});
