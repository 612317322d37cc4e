import { describe, expect, test } from "vitest";
import { type AnsweringJob, answerText, createNia } from "./index.ts";
import { createNia as createNiaWithJobs } from "./jobs.ts";

const job = { id: "7d0a3c52", status: "completed" };
const search = (result: object | undefined) =>
  ({ workspaceKind: "git_repository", job, sandbox: {}, ...(result && { result }) }) as AnsweringJob;
const said = (text: string) => JSON.stringify({ type: "text", part: { text } });

describe("the answer of a search", () => {
  test.each([
    { from: "plain text", result: { answer: "In Ky.ts.", rawOutput: said("else") }, text: "In Ky.ts." },
    {
      from: "a recording",
      result: { answer: `stty -echo\r\n${said("One.")}\r\n{"type":"tool_use"}\r\n${said("Two.")}\r\n` },
      text: "One.\nTwo.",
    },
    {
      from: "all that was printed, where the recording says nothing",
      result: { answer: "$ opencode run --model x\n__NIA_PTY_EXIT__:0", rawOutput: said("Here.") },
      text: "Here.",
    },
    {
      from: "all that was printed, where there is no answer",
      result: { rawOutput: said("Here.") },
      text: "Here.",
    },
    {
      from: "all that was printed, where it is empty",
      result: { answer: "", rawOutput: said("Here.") },
      text: "Here.",
    },
  ])("comes from $from", ({ result, text }) => {
    expect(answerText(search(result))).toBe(text);
  });

  test.each([
    ["is the event's own text", { type: "text", text: "A." }, "A."],
    ["is that of its part", { type: "text", part: { text: "A." } }, "A."],
    ["is the content of its part", { type: "text", part: { content: "A." } }, "A."],
    ["stands behind a prompt", `$ ${JSON.stringify({ type: "text", text: "A." })}`, "A."],
    ["is not that of a tool", { type: "tool_use", text: "A." }, undefined],
    ["is no number", { type: "text", text: 5 }, undefined],
    ["is not empty", { type: "text", text: "" }, undefined],
    ["needs a part", { type: "text" }, undefined],
    ["needs more than an empty part", { type: "text", part: null }, undefined],
    ["needs an event", "null {", undefined],
    ["needs JSON", "} text", undefined],
  ])("what an agent says %s", (_, line, text) => {
    const printed = typeof line === "string" ? line : JSON.stringify(line);
    const around = `__NIA_PTY_EXIT__\r\n${said("before")}\n${printed}\n${said("after")}`;
    const all = ["before", text, "after"].filter((one) => one !== undefined).join("\n");
    expect(answerText(search({ answer: around }))).toBe(all);
  });

  test.each([
    { is: "before there is a result", result: undefined },
    { is: "in an empty result", result: {} },
    {
      is: "in a recording that says nothing",
      result: { answer: "__NIA_PTY_EXIT__:1", rawOutput: "bash: killed" },
    },
  ])("is absent $is", ({ result }) => {
    expect(answerText(search(result))).toBeUndefined();
  });
});

test.each([
  { kind: "oracle", body: { job_id: "o", status: "completed", final_report: "Report." }, text: "Report." },
  {
    kind: "oracle, by its other name",
    body: { job_id: "o", status: "completed", result: "Report." },
    text: "Report.",
  },
  { kind: "tracer", body: { job_id: "t", status: "completed", report: "Traced." }, text: "Traced." },
  { kind: "document", body: { job_id: "d", status: "completed", answer: "Page 4." }, text: "Page 4." },
  { kind: "document, running", body: { job_id: "d", status: "running", answer: null }, text: undefined },
] as { kind: string; body: AnsweringJob; text: string | undefined }[])(
  "$kind has its answer too",
  ({ body, text }) => {
    expect(answerText(body)).toBe(text);
  },
);

test("a job that was waited for and the body that an operation reads give the same", async () => {
  const options = {
    apiKey: "key",
    fetch: async () => Response.json(search({ answer: `${said("Clean.")}\n__NIA_PTY_EXIT__:0` })),
  };
  const { jobs } = createNiaWithJobs(options);
  const waited = await jobs.sandboxSearch.attach(jobs.sandboxSearch.ref(job.id)).wait();
  expect(answerText(waited)).toBe("Clean.");
  expect(answerText(await createNia(options).getSandboxJob({ jobId: job.id }))).toBe("Clean.");
});
