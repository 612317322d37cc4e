import { type JsonObject, own, ownObject } from "../json.ts";
import type { Model } from "../model/read-model.ts";
import { comment } from "./comment.ts";
import { type GeneratedFile, header, importTypes, type Origin } from "./generated-file.ts";
import { stringLiteral } from "./literal.ts";
import { isPlainObject } from "./plain-object.ts";

/**
 * `types.ts`: every component schema as a type that can be imported. `rewritten` is the document that the types of
 * `schema.ts` are made of.
 */
export function typesFile(model: Model, rewritten: JsonObject, origin: Origin): GeneratedFile {
  const schemas = ownObject(ownObject(rewritten, "components"), "schemas");
  const schema = freeName(model.components);
  let interfaces = 0;
  const types = model.components.map(({ id, name, description }) => {
    const isInterface = isPlainObject(rewritten, own(schemas, id));
    if (isInterface) interfaces++;
    const declaration = isInterface
      ? `interface ${name} extends ${schema}<${stringLiteral(id)}> {}`
      : `type ${name} = components["schemas"][${stringLiteral(id)}];`;
    return `${comment([description])}export ${declaration}\n`;
  });
  const alias = `type ${schema}<Name extends keyof components["schemas"]> = components["schemas"][Name];\n\n`;
  const imports =
    types.length === 0 ? "export {};\n" : importTypes(["components"], `./schema${origin.ending}`);
  const content = `${header(origin)}${imports}\n${interfaces > 0 ? alias : ""}${types.join("\n")}`;
  return { name: "types.ts", content };
}

/** What `types.ts` calls a component of `schema.ts`: an interface extends a name, and no `components["schemas"]["…"]`. */
function freeName(components: Model["components"]): string {
  const taken = new Set(components.map(({ name }) => name));
  const candidates = ["Schema", "SchemaOf", "ComponentSchema"];
  return candidates.find((name) => !taken.has(name)) ?? "Schema_";
}
