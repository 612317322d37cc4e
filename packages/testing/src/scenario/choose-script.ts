import { conditionsHold } from "../spec/conditions.ts";
import { frameMeaning } from "../spec/frames.ts";
import type { JobStatus } from "../spec/job-status.ts";
import type { KindModel } from "../spec/kind.ts";
import type { Scenario } from "./scenario.ts";
import type { JobScript, Step } from "./script.ts";

/** Answers the script of the next job of a kind. */
export type ChooseScript = (kind: KindModel, startedBy?: string, requestBody?: unknown) => JobScript;

/** Hands out the scripts of a scenario in their order, those that name a start or a condition before the others. */
export function scriptChooser(scenario: Scenario): ChooseScript {
  const handedOut = new Map<string, number>();
  return (kind, startedBy, requestBody) => {
    const scripts = [scenario.jobs?.[kind.name] ?? []].flat();
    const fitting = scripts.filter(
      ({ on, if: conditions }) =>
        (on === undefined || on === startedBy) &&
        (conditions === undefined || conditionsHold(requestBody, conditions)),
    );
    const special = fitting.filter((script) => script.on !== undefined || script.if !== undefined);
    const candidates = special.length > 0 ? special : fitting;
    const key = `${kind.name} ${candidates.map((script) => scripts.indexOf(script)).join(" ")}`;
    const count = handedOut.get(key) ?? 0;
    handedOut.set(key, count + 1);
    return candidates[Math.min(count, candidates.length - 1)] ?? defaultScript(kind);
  };
}

const usual: readonly JobStatus[] = ["queued", "running", "succeeded"];

/** Success, with as many of its states as the kind has frames for. */
export function defaultScript(kind: KindModel): JobScript {
  const frames = usual.flatMap((status) => frameMeaning(kind, status) ?? []);
  const times = [2000, 5000];
  const timeline = frames.map(
    ({ name }, index): Step => ({
      frame: name,
      ...(index < frames.length - 1 && { forMs: times[index] ?? 5000 }),
    }),
  );
  return { timeline: timeline.length > 0 ? timeline : [{ status: "" }] };
}
