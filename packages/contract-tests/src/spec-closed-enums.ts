import { below, isNode, type Node, operationsOf, resolved } from "./spec-document.ts";

const word = String.raw`"(?:[^"\\]|\\.)*"`;
const union = String.raw`${word}(?: \| ${word})+`;
const closedUnion = new RegExp(union);
const openUnion = new RegExp(String.raw`\(${union}\) \| \(string & \{\}\)`, "g");
const namesOfMembers = new RegExp(`, ${union}>`, "g"); // of WithRequired<…>
const comment = /^\s*\/?\*/;
const member = /^ {8}(\w+): /;

/**
 * The enums of answers that are closed in generated types (`schema.ts`), where a new word of the provider would be a type
 * error. One word alone tells the variants of a union apart and may stay closed.
 */
export function closedEnums(document: Node, types: string): readonly string[] {
  const answered = answeredSchemas(document);
  let name = ""; // of the component, or `responses` of an operation
  return types.split("\n").flatMap((line) => {
    if (comment.test(line)) return [];
    name = member.exec(line)?.[1] ?? name;
    const isAnswer = name === "responses" || answered.has(name);
    return isAnswer && closedUnion.test(line.replaceAll(openUnion, "").replaceAll(namesOfMembers, ""))
      ? [`${name}: ${line.trim()}`]
      : [];
  });
}

/** The names of the component schemas that answers reach. */
function answeredSchemas(document: Node): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { node, at } of operationsOf(document)) {
    for (const status of Object.keys(below(node, "responses"))) {
      reach(resolved(document, [...at, "responses", status]).node);
    }
  }
  return found;

  function reach(value: unknown): void {
    if (Array.isArray(value)) for (const item of value) reach(item);
    if (!isNode(value)) return;
    const name = /^#\/components\/schemas\/(.+)$/.exec(String(value.$ref))?.[1];
    if (name !== undefined && !found.has(name)) {
      found.add(name);
      reach(resolved(document, ["components", "schemas", name]).node);
    }
    for (const [key, inner] of Object.entries(value)) if (key !== "examples") reach(inner);
  }
}
