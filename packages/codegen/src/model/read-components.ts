import type { Report } from "../diagnostics/report.ts";
import { compareText, type JsonObject, ownObject, ownString } from "../json.ts";
import { grammar, pascalCase } from "./names.ts";

/** A component schema and its name in code. */
export interface Component {
  /** Its name in the document. */
  readonly id: string;
  /** The exported type. */
  readonly name: string;
  readonly description: string | undefined;
}

/** Types that generated files use for themselves, and globals that must not be hidden from them. */
const takenTypes: ReadonlySet<string> = new Set([
  ..."ApiDescription Array Client ClientOptions Credential EventStream Extract JobDefinition NonNullable Omit Pages PageOptions ResponseBytes".split(
    " ",
  ),
  ..."Promise Record Refinements RequestOptions Uint8Array Blob components operations paths".split(" "),
]);

/** The component schemas in the order of their names. */
export function readComponents(document: JsonObject, report: Report): readonly Component[] {
  const schemas = ownObject(ownObject(document, "components"), "schemas");
  const byName = new Map<string, string>();
  const components = Object.keys(schemas).flatMap((id): readonly Component[] => {
    const path = ["components", "schemas", id];
    if (!grammar.component.test(id)) {
      report.error(
        path,
        `${JSON.stringify(id)} is no name of a schema`,
        "letters and digits, joined by . _ or -, starting with a letter",
      );
      return [];
    }
    const plain = pascalCase(id);
    const name = takenTypes.has(plain) ? `${plain}Schema` : plain;
    const other = byName.get(name);
    if (other !== undefined)
      report.error(path, `"${id}" and "${other}" are both called ${name} in code`, "rename one of them");
    byName.set(name, id);
    return [{ id, name, description: ownString(schemas[id], "description") }];
  });
  return components.sort((a, b) => compareText(a.name, b.name));
}
