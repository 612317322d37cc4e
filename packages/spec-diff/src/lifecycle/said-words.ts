import { child, entries, type Node } from "../document/node.ts";
import { operationsOf } from "../document/operations.ts";
import { own, strings } from "../json.ts";
import { parsePointer } from "../pointer.ts";
import { viewSchema } from "../schema/view.ts";
import { type OperationNames, relationOf } from "./operation-names.ts";

/** The words that the schema lists where the raw status of a kind stands. */
export function saidWords(kind: Node, names: OperationNames): ReadonlySet<string> {
  const [key = ""] = relationOf(own(kind.value, "read"), names)?.operations ?? [];
  const read = operationsOf(kind.root).get(key);
  const success = [...(read?.responses ?? [])].find(([status]) => status.startsWith("2"))?.[1];
  const media = entries(success === undefined ? undefined : child(success, "content"))[0]?.[1];
  const schema = media === undefined ? undefined : child(media, "schema");
  const pointers = strings(own(own(kind.value, "status"), "at"));
  const found = pointers.flatMap((pointer) => {
    const place = schema === undefined ? undefined : follow(schema, parsePointer(pointer));
    return place === undefined ? [] : (viewSchema(place, "response").words ?? []);
  });
  return new Set(found.filter((word) => typeof word === "string"));
}

function follow(schema: Node, path: readonly string[]): Node | undefined {
  return path.reduce<Node | undefined>(
    (node, name) =>
      node === undefined ? undefined : viewSchema(node, "response").properties.get(name)?.node,
    schema,
  );
}
