import type { Refinements } from "./generated/jobs.ts";
import type { SandboxSearchJob } from "./generated/types.ts";

/** What the document cannot say of single kinds. It may improve a job's fields and never decides a status. */
export const refine: Refinements = {
  /** The server sometimes hands out the recording of its terminal as the answer; the answer is inside. */
  sandboxSearch(body) {
    const { answer, ...rest } = body.result ?? {};
    if (!isRecording(answer)) return {};
    const clean = cleanAnswer({ answer, ...rest });
    return { output: clean === undefined ? rest : { ...rest, answer: clean } };
  },
};

/**
 * The answer of a search. Where a recording stands in its place, what the agent says in it; where there is none, or it
 * says nothing, the same of everything that the agent printed. `undefined` when it said nothing there either.
 */
export function cleanAnswer(result: NonNullable<SandboxSearchJob["result"]>): string | undefined {
  const { answer, rawOutput } = result;
  if (answer && !isRecording(answer)) return answer;
  return spokenText(answer ?? "") ?? spokenText(rawOutput ?? "");
}

interface TextEvent {
  readonly type?: unknown;
  readonly text?: unknown;
  readonly part?: { readonly text?: unknown; readonly content?: unknown } | null;
}

const recordingMarks = /opencode run --model|__NIA_PTY_EXIT__|"type"\s*:\s*"(?:step_start|tool_use|text)"/;

/** Whether an answer is the recording of the terminal that the agent ran in. */
function isRecording(answer: unknown): answer is string {
  return typeof answer === "string" && recordingMarks.test(answer);
}

/** What the agent says in a recording: its text events, in order. `undefined` when it says nothing. */
function spokenText(recording: string): string | undefined {
  const texts = recording
    .split(/\r?\n/)
    .map(textOfLine)
    .filter((text) => text !== undefined);
  return texts.length === 0 ? undefined : texts.join("\n");
}

/** The text of a line that is a text event as JSON. */
function textOfLine(line: string): string | undefined {
  const start = line.indexOf("{");
  if (start === -1) return undefined;
  try {
    const event = JSON.parse(line.slice(start)) as TextEvent | null;
    if (event?.type !== "text") return undefined;
    const text = event.text ?? event.part?.text ?? event.part?.content;
    return typeof text === "string" && text !== "" ? text : undefined;
  } catch {
    return undefined; // a line of the shell
  }
}
