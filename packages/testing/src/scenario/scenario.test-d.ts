import type { Clock as EngineClock, JobStatus as EngineStatus, JobDefinition } from "@jobwire/job-utils";
import { expectTypeOf, it } from "vitest";
import {
  type Clock,
  createSimulator,
  type JobStatus,
  type Scenario,
  success,
  type VirtualClock,
} from "../index.ts";
import type { MergePatch } from "./kind-types.ts";

const spec = {
  paths: {},
  "x-jobs": {
    render: { frames: { queued: {}, done: {}, "done#late": {} } },
    report: { frames: { written: {} } },
  },
} as const;

interface Render {
  readonly id: string;
  readonly status: string;
  readonly url?: string | null;
  readonly size?: { readonly width: number; readonly height: number };
}

type Definitions = {
  readonly render: JobDefinition<{
    client: object;
    starts: object;
    params: object;
    body: Render;
    output: string;
    event: never;
    list: never;
    can: never;
  }>;
};

it("a scenario of a document knows its kinds and frames", () => {
  const scenario: Scenario<typeof spec> = {
    jobs: { render: [success(), { timeline: [{ frame: "queued", forMs: 10 }, { frame: "done#late" }] }] },
    existing: [{ kind: "report", timeline: [{ frame: "written" }, { status: "any word" }] }],
  };
  createSimulator(spec, scenario);
  // @ts-expect-error there is no such kind
  createSimulator(spec, { jobs: { rendr: success() } });
  // @ts-expect-error there is no such frame
  createSimulator(spec, { jobs: { render: { timeline: [{ frame: "redering" }] } } });
  // @ts-expect-error a frame of another kind
  createSimulator(spec, { existing: [{ kind: "report", timeline: [{ frame: "queued" }] }] });
});

it("a scenario of a package knows bodies and outputs", () => {
  const scenario: Scenario<typeof spec, Definitions> = {
    jobs: {
      render: [
        success({ output: "https://x.test/1" }),
        {
          timeline: [{ frame: "done", patch: { url: null, size: { width: 7 } }, output: "https://x.test/2" }],
        },
      ],
    },
  };
  createSimulator(spec, scenario);
  // @ts-expect-error the output is text
  const wrongOutput: Scenario<typeof spec, Definitions> = { jobs: { render: success({ output: 7 }) } };
  const wrongPatch: Scenario<typeof spec, Definitions> = {
    // @ts-expect-error the width is a number
    jobs: { render: { timeline: [{ frame: "done", patch: { size: { width: "wide" } } }] } },
  };
  expectTypeOf([wrongOutput, wrongPatch]).toBeArray();
});

it("a scenario of a document that was read at run time takes any name", () => {
  const document: object = spec;
  const known: { readonly "x-jobs": object } = spec;
  createSimulator(known, { existing: [{ kind: "whatever", ...success() }] });
  expectTypeOf(
    createSimulator(document, { jobs: { whatever: success() } }).clock,
  ).toEqualTypeOf<VirtualClock>();
});

it("a merge patch is any part of a body, and null", () => {
  expectTypeOf<{ url: null; size: { height: number } }>().toExtend<MergePatch<Render>>();
});

it("speaks the same language as the wait engine", () => {
  expectTypeOf<EngineClock>().toEqualTypeOf<Clock>();
  expectTypeOf<EngineStatus>().toEqualTypeOf<JobStatus>();
});
