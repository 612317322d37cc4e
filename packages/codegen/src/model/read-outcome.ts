import { isArray } from "../json.ts";
import type { JobSource } from "./job-source.ts";
import type { Kind, Output } from "./kind.ts";
import { type KindContext, reach, type Target } from "./kind-context.ts";
import { wanted } from "./wanted.ts";

/** Where a body says how far the job is. */
export function readProgress(context: KindContext, source: JobSource, target: Target): Kind["progress"] {
  const entries = Object.entries(source.progress ?? {}).map(([key, pointers]) => [
    key,
    reach(context, target, pointers, [...context.at, "progress", key], wanted.number),
  ]);
  return Object.fromEntries(entries) as Kind["progress"];
}

/** Where a body holds what the job was for. */
export function readOutput(context: KindContext, source: JobSource, target: Target): Output {
  const { output } = source;
  const at = [...context.at, "output"];
  if (output === undefined) return {};
  if (typeof output === "string" || isArray(output))
    return { whole: reach(context, target, output as string | readonly string[], at) };
  const parts = Object.entries(output).map(([name, pointers]) => ({
    name,
    at: reach(context, target, pointers, [...at, name]),
  }));
  return { parts };
}

/** Where a body says why there is no output. */
export function readFailure(context: KindContext, source: JobSource, target: Target): Kind["failure"] {
  const { failure } = source;
  if (failure === undefined) return undefined;
  const read = (key: "message" | "code" | "details") => {
    const pointers = failure[key];
    const want = key === "details" ? undefined : wanted.text;
    return pointers === undefined
      ? []
      : reach(context, target, pointers, [...context.at, "failure", key], want);
  };
  return { message: read("message"), code: read("code"), details: read("details") };
}

/** The words that say whose doing a failure is. */
export function readFaults({ failure }: JobSource): Kind["faults"] {
  const { caller, platform } = failure ?? {};
  return { ...(caller !== undefined && { caller }), ...(platform !== undefined && { platform }) };
}

/** Words of a fault are words of the status table. */
export function checkFaults(context: KindContext, source: JobSource, words: readonly string[]): void {
  for (const key of ["caller", "platform"] as const) {
    for (const [index, word] of (source.failure?.[key] ?? []).entries()) {
      if (words.includes(word)) continue;
      context.report.error(
        [...context.at, "failure", key, index],
        `"${word}" has no place in the status table`,
        "a fault is told by a raw status",
      );
    }
  }
}
