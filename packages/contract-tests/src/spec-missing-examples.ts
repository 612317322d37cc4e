import { below, type Node, operationsOf, type Path, resolved } from "./spec-document.ts";

/** The bodies of operations, sent or answered, that no example shows. Only 204 may answer without a body. */
export function missingExamples(document: Node): readonly string[] {
  return operationsOf(document).flatMap(({ node, at }) => {
    const sent = node.requestBody === undefined ? [] : withoutExample(document, [...at, "requestBody"]);
    const answered = Object.keys(below(node, "responses")).flatMap((status) =>
      withoutExample(document, [...at, "responses", status], status === "204"),
    );
    return [...sent, ...answered].map((what) => `${node.operationId}: ${what}`);
  });
}

function withoutExample(document: Node, place: Path, mayBeEmpty = false): readonly string[] {
  const content = below(resolved(document, place).node, "content");
  if (Object.keys(content).length === 0 && !mayBeEmpty) return [`${place.at(-1)} without a body`];
  return Object.keys(content)
    .filter((mediaType) => Object.keys(below(content[mediaType], "examples")).length === 0)
    .map((mediaType) => `${place.at(-1)} ${mediaType}`);
}
