import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, it } from "vitest";
import { parseText } from "../load/parse-text.ts";
import { acmeSpec } from "../testing/temporary-project.ts";

const schema = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../schemas/${name}.schema.json`, import.meta.url), "utf8")) as object;
const ajv = new Ajv2020({ strict: false, validateFormats: false });
// OpenAPI's own schema is on the network; what counts here is where the extensions stand.
ajv.addSchema({ $id: "https://spec.openapis.org/oas/3.1/schema/2022-10-07" });
ajv.addSchema(schema("x-jobs"));
ajv.addSchema(schema("x-jobwire"));
const validate = ajv.compile(schema("openapi"));

/** The places at which an editor would underline something. */
function underlined(text: string): readonly (string | undefined)[] {
  return validate(parseText(text)) ? [] : (validate.errors ?? []).map(({ instancePath }) => instancePath);
}

it("takes a document with both extensions", () => {
  expect(underlined(acmeSpec)).toEqual([]);
});

it.each([
  ["    id: /id\n", "    ident: /id\n", "/x-jobs/render"],
  ["errors:\n", "mistakes:\n", "/x-jobwire"],
  [
    "      operationId: getRender\n",
    "      operationId: getRender\n      x-jobwire: { retry: often }\n",
    "/paths/~1renders~1{render_id}/get/x-jobwire/retry",
  ],
  [
    "        width: { type: integer }",
    "        width: { type: integer, x-jobwire: { open: maybe } }",
    "/components/schemas/Picture/properties/width/x-jobwire/open",
  ],
])("shows an editor what is wrong after %j → %j", (from, to, place) => {
  expect(underlined(acmeSpec.replace(from, to))).toContain(place);
});
