import { didYouMean } from "../diagnostics/suggest.ts";
import { type Json, type JsonObject, own, ownArray, ownObject } from "../json.ts";
import { type Path, parsePointer, valueAt } from "../path.ts";
import { type JobSource, pointerList } from "./job-source.ts";
import type { KindContext } from "./kind-context.ts";
import { mergePatch } from "./merge-patch.ts";
import type { Operation } from "./operation.ts";
import type { SchemaNode } from "./schema.ts";
import { schemaFault } from "./schema-fault.ts";

/** Checks that every frame makes a body that the read may answer with, and that says the frame's word. */
export function checkFrames(
  context: KindContext,
  source: JobSource,
  read: Operation,
  words: readonly string[],
): void {
  const frames = Object.entries(source.frames ?? {});
  const [body] = read.success.json;
  if (frames.length === 0 || body === undefined) return;
  const base = firstExample(context.document, body.path);
  if (base === undefined) {
    context.report.error(
      [...context.at, "frames"],
      `${read.id} has no example to which frames could be applied`,
      "give its 2xx JSON answer one: examples: { done: { value: … } }",
    );
    return;
  }
  const { schema } = body;
  checkBody(context, schema, base, body.path, `the first example of ${read.id}`);
  for (const [name, patch] of frames) {
    const path = [...context.at, "frames", name];
    const frame = mergePatch(base, patch);
    checkWord(context, source, frame, name, words, path);
    checkBody(context, schema, frame, path, "the body that this frame makes");
  }
}

function checkBody(context: KindContext, schema: SchemaNode, body: Json, path: Path, name: string): void {
  // A reference to nothing has been reported already.
  if (context.report.findings.some((finding) => finding.path.at(-1) === "$ref")) return;
  const fault = schemaFault(context.document, schema, body);
  if (fault !== undefined) context.report.error(path, `${name} does not fit its schema: ${fault}`);
}

function checkWord(
  context: KindContext,
  source: JobSource,
  frame: Json,
  name: string,
  words: readonly string[],
  path: Path,
): void {
  const word = name.split("#")[0] ?? "";
  const said = pointerList(source.status.at)
    .map((pointer) => valueAt(frame, parsePointer(pointer)))
    .find((value) => value !== undefined && value !== null && value !== "");
  if (word !== "" && !words.includes(word)) {
    context.report.error(
      path,
      `"${word}" has no place in the status table`,
      didYouMean(word, words, "words"),
    );
    return;
  }
  if ((said ?? "") === word) return;
  const at = pointerList(source.status.at).join(" or ");
  context.report.error(
    path,
    `the body that this frame makes says ${JSON.stringify(said ?? null)} at ${at}, not "${word}"`,
  );
}

/** The value of the first example of a media type. */
function firstExample(document: JsonObject, mediaType: Path): Json | undefined {
  const media = valueAt(document, mediaType);
  const [first] = Object.values(ownObject(media, "examples"));
  const ref = own(first, "$ref");
  const example =
    typeof ref === "string" && ref.startsWith("#/") ? valueAt(document, parsePointer(ref.slice(1))) : first;
  return own(example, "value") ?? own(media, "example") ?? ownArray(own(media, "schema"), "examples")[0];
}
