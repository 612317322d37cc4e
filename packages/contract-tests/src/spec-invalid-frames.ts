import { mergePatch } from "./merge-patch.ts";
import { below, isNode, type Node, operationsOf, type Path, resolved } from "./spec-document.ts";
import { schemaChecker } from "./spec-schema-checker.ts";

/** The frames whose patched body breaks the schema of the kind's read, or does not say the frame's word. */
export function invalidFrames(document: Node): readonly string[] {
  const check = schemaChecker(document);
  return Object.entries(below(document, "x-jobs")).flatMap(([kind, job]) => {
    const { base, schema } = readOf(document, isNode(job) ? job.read : undefined);
    return Object.entries(below(job, "frames")).flatMap(([frame, patch]) => {
      const body = mergePatch(base, patch);
      const [word] = frame.split("#");
      const said = firstAt(body, below(job, "status").at);
      const problems = [...check(body, schema), ...(said === word ? [] : [`says ${JSON.stringify(said)}`])];
      return problems.map((problem) => `${kind} › ${frame}: ${problem}`);
    });
  });
}

/** The first example of an operation's JSON answer, and where its schema stands. */
function readOf(document: Node, name: unknown): { readonly base: unknown; readonly schema: Path } {
  const read = operationsOf(document).find(({ node }) => node.operationId === name);
  const status = Object.keys(below(read?.node, "responses")).find((code) => code.startsWith("2"));
  if (read === undefined || status === undefined) throw new Error(`nothing answers a read by ${name}`);
  const answer = resolved(document, [...read.at, "responses", status]);
  const media = [...answer.at, "content", "application/json"];
  const [first = ""] = Object.keys(below(resolved(document, media).node, "examples"));
  return {
    base: resolved(document, [...media, "examples", first]).node.value,
    schema: [...media, "schema"],
  };
}

/** The value at the first of some JSON Pointers that holds one. */
function firstAt(body: unknown, pointers: unknown): unknown {
  return [pointers]
    .flat()
    .map((pointer) =>
      String(pointer)
        .split("/")
        .slice(1)
        .reduce<unknown>((at, key) => (isNode(at) ? at[key] : undefined), body),
    )
    .find((value) => value !== undefined && value !== null && value !== "");
}
