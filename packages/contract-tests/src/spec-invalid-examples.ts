import { isNode, type Node, type Path, placesOf, resolved } from "./spec-document.ts";
import { schemaChecker } from "./spec-schema-checker.ts";

/** The examples of media types, parameters, headers and schemas that break their own schema. */
export function invalidExamples(document: Node): readonly string[] {
  const check = schemaChecker(document);
  return placesOf(document).flatMap(({ node, at }) => {
    const schema = isNode(node.schema) ? [...at, "schema"] : at;
    return examplesOf(document, node, at).flatMap(([name, value]) =>
      check(value, schema).map((problem) => `${[...at, name].join(" › ")}: ${problem}`),
    );
  });
}

/** `example`; `examples` as a list of values (in a schema), or as a map to objects with a `value`. */
function examplesOf(
  document: Node,
  node: Node,
  at: Path,
): readonly (readonly [name: string, value: unknown])[] {
  const { example, examples } = node;
  if (example !== undefined) return [["example", example]];
  if (Array.isArray(examples)) return examples.map((value, index) => [`examples ${index}`, value]);
  if (!isNode(examples) || !isNode(node.schema)) return [];
  return Object.keys(examples).map((name) => [
    name,
    resolved(document, [...at, "examples", name]).node.value,
  ]);
}
