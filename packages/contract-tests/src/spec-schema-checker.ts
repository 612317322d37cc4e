import { Ajv2020 } from "ajv/dist/2020.js";
import { type Node, type Path, reference } from "./spec-document.ts";

/** Says what is wrong with a value, by the schema at a place of the document. */
export type SchemaChecker = (value: unknown, schema: Path) => readonly string[];

const dateTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

const formats = {
  "date-time": (text: string) => dateTime.test(text) && !Number.isNaN(Date.parse(text)),
  int64: { type: "number", validate: Number.isSafeInteger },
  binary: true,
} as const;

/** Checks values by JSON Schema 2020-12, the dialect of OpenAPI 3.1. A format that is not listed above throws. */
export function schemaChecker(document: Node): SchemaChecker {
  // `strictSchema` would refuse the keywords of OpenAPI and ours beside those of JSON Schema.
  const ajv = new Ajv2020({
    strict: false,
    validateSchema: false,
    validateFormats: true,
    allErrors: true,
    formats,
  });
  ajv.addSchema(document, "spec");
  return (value, schema) => {
    const check = ajv.getSchema(`spec${reference(schema)}`);
    if (check === undefined) throw new Error(`there is no schema at ${schema.join(" › ")}`);
    if (check(value)) return [];
    return (check.errors ?? []).map(({ instancePath, message }) => `${instancePath || "/"} ${message}`);
  };
}
