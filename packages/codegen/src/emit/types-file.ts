import type { Model } from "../model/read-model.ts";
import { comment } from "./comment.ts";
import { type GeneratedFile, header, importTypes, type Origin } from "./generated-file.ts";
import { stringLiteral } from "./literal.ts";

/** `types.ts`: every component schema as a type that can be imported. */
export function typesFile(model: Model, origin: Origin): GeneratedFile {
  const types = model.components.map(
    ({ id, name, description }) =>
      `${comment([description])}export type ${name} = components["schemas"][${stringLiteral(id)}];\n`,
  );
  const imports =
    types.length === 0 ? "export {};\n" : importTypes(["components"], `./schema${origin.ending}`);
  return { name: "types.ts", content: `${header(origin)}${imports}\n${types.join("\n")}` };
}
