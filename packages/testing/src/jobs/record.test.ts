import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderApi } from "../fixtures/render-api.ts";
import type { Step } from "../scenario/script.ts";
import { loadSpec } from "../spec/model.ts";
import { JobRecord } from "./record.ts";

const [kind] = loadSpec(renderApi).kinds;
if (kind === undefined) throw new Error("the fixture has no kind");

const steps = fc.array(
  fc.record({
    frame: fc.constantFrom("queued", "rendering", "done", "broken"),
    forMs: fc.integer({ min: 1, max: 10_000 }),
  }),
  { minLength: 1, maxLength: 8 },
);
const moment = fc.integer({ min: 0, max: 100_000 });

const recordOf = (timeline: readonly Step[]): JobRecord =>
  new JobRecord({ kind, id: "rnd_1", params: {}, script: { timeline }, createdAtMs: 0 });

/** The frame at a moment, worked out in the plainest way. */
function frameAt(timeline: readonly Step[], ms: number): string | undefined {
  let end = 0;
  for (const { frame, forMs = Number.POSITIVE_INFINITY } of timeline) {
    end += forMs;
    if (ms < end) return frame;
  }
  return timeline.at(-1)?.frame;
}

describe("a simulated job", () => {
  it("is at every moment in the step of its timeline, whatever was asked before", () => {
    fc.assert(
      fc.property(steps, fc.array(moment, { maxLength: 20 }), (timeline, moments) => {
        const record = recordOf(timeline);
        for (const ms of moments) expect(record.at(ms)?.name).toBe(frameAt(timeline, ms));
      }),
    );
  });

  it("does not exist before it was made", () => {
    expect(recordOf([{ frame: "queued" }]).at(-1)).toBeUndefined();
  });

  it("changes next when it says so", () => {
    fc.assert(
      fc.property(steps, moment, (timeline, ms) => {
        const record = recordOf(timeline);
        const next = record.nextChangeAfter(ms);
        if (next === undefined) expect(record.at(ms)).toBe(record.segments.at(-1));
        else expect(record.at(next)).not.toBe(record.at(next - 1));
      }),
    );
  });

  it("ends as cancelled after a cancel that came before its end, and keeps its past", () => {
    fc.assert(
      fc.property(steps, moment, moment, (timeline, cancelMs, ms) => {
        const record = recordOf(timeline);
        const hadEnded = record.hasEnded(cancelMs);
        expect(record.cancel(cancelMs)).toBe(!hadEnded);
        if (ms < cancelMs || hadEnded) expect(record.at(ms)?.name).toBe(frameAt(timeline, ms));
        else if (ms >= cancelMs + 500) expect(record.at(ms)?.status).toBe("cancelled");
        else expect(record.at(ms)?.name).toBe(frameAt(timeline, cancelMs));
      }),
    );
  });

  it("tells who listens that its future was rewritten, until they stop", () => {
    const record = recordOf([{ frame: "queued" }]);
    let told = 0;
    const stop = record.onRewrite(() => {
      told += 1;
    });
    record.move([{ frame: "rendering" }], 10);
    stop();
    record.move([{ frame: "done" }], 20);
    expect(told).toBe(1);
  });
});
