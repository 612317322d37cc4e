import type { Report } from "../diagnostics/report.ts";
import { didYouMean } from "../diagnostics/suggest.ts";
import { isObject, type Json, type JsonObject, own, ownArray, ownObject, ownString } from "../json.ts";
import type { Path } from "../path.ts";
import { grammar } from "./names.ts";
import type { Parameter } from "./operation.ts";
import { dereference, schemaNode } from "./schema.ts";

/** Headers that OpenAPI reserves for other parts of the description. */
const ignoredHeaders: ReadonlySet<string> = new Set(["accept", "content-type", "authorization"]);

/** How values can be written at each place (OpenAPI 3.1, "Style Values"). */
const styles: Readonly<Record<Parameter["in"], readonly string[]>> = {
  path: ["simple", "label", "matrix"],
  query: ["form", "spaceDelimited", "pipeDelimited", "deepObject"],
  header: ["simple"],
};

/** The parameters of an operation and of its path, checked against the path template. */
export function readParameters(
  document: JsonObject,
  template: string,
  at: Path,
  item: Json,
  operation: JsonObject,
  report: Report,
): readonly Parameter[] {
  const shared = ownArray(item, "parameters").map((value, index) => ({
    value,
    path: [...at.slice(0, -1), "parameters", index],
  }));
  const proper = ownArray(operation, "parameters").map((value, index) => ({
    value,
    path: [...at, "parameters", index],
  }));
  const byKey = new Map<string, Parameter>();
  for (const list of [shared, proper]) {
    const seen = new Set<string>();
    for (const { value, path } of list) {
      const parameter = readParameter(document, value, path, report);
      if (parameter === undefined) continue;
      const key = `${parameter.in} ${parameter.name}`;
      if (seen.has(key))
        report.error(path, `the ${parameter.in} parameter "${parameter.name}" stands here twice`);
      seen.add(key);
      byKey.set(key, parameter);
    }
  }
  const parameters = inTemplateOrder([...byKey.values()], template);
  checkTemplate(parameters, template, at, report);
  checkCollisions(parameters, report);
  return parameters;
}

function readParameter(document: JsonObject, value: Json, path: Path, report: Report): Parameter | undefined {
  const target = dereference(document, schemaNode(value, path)).value;
  const name = ownString(target, "name");
  const place = ownString(target, "in");
  if (name === undefined || place === undefined || !isObject(target)) {
    report.error(path, "this is no parameter", "a parameter has a name and an in: path, query or header");
    return undefined;
  }
  if (place === "cookie") {
    const fact = `"${name}" is a cookie: browsers do not let a client send one`;
    if (own(target, "required") === true) report.error(path, fact, "remove the parameter, or send a header");
    else report.warning(path, `${fact}; it is left out`);
    return undefined;
  }
  if (place !== "path" && place !== "query" && place !== "header") {
    report.error(path, `"${name}" has no place: in is ${JSON.stringify(place)}`, "path, query or header");
    return undefined;
  }
  if (place === "header" && ignoredHeaders.has(name.toLowerCase())) return undefined;
  if (!(place === "header" ? grammar.header : grammar.parameter).test(name)) {
    report.error(
      [...path, "name"],
      `${JSON.stringify(name)} is no name of a parameter`,
      "letters, digits and _ . - $ [ ] :",
    );
    return undefined;
  }
  const style = ownString(target, "style");
  if (style !== undefined && !styles[place].includes(style))
    report.error(
      [...path, "style"],
      `"${style}" is no style of a ${place} parameter`,
      `styles: ${styles[place].join(", ")}`,
    );
  return {
    name,
    in: place,
    required: place === "path" || own(target, "required") === true,
    schema: parameterSchema(target, path),
    style,
    explode: typeof own(target, "explode") === "boolean" ? own(target, "explode") === true : undefined,
    description: ownString(target, "description"),
    deprecated: own(target, "deprecated") === true,
    path,
  };
}

function parameterSchema(target: JsonObject, path: Path): Parameter["schema"] {
  const schema = own(target, "schema");
  if (schema !== undefined) return schemaNode(schema, [...path, "schema"]);
  const [mediaType] = Object.keys(ownObject(target, "content"));
  if (mediaType === undefined) return schemaNode(undefined, path);
  return schemaNode(own(ownObject(target, "content")[mediaType], "schema"), [
    ...path,
    "content",
    mediaType,
    "schema",
  ]);
}

/** Path parameters in the order of the template, whatever the order of the list. */
function inTemplateOrder(parameters: readonly Parameter[], template: string): readonly Parameter[] {
  const position = (parameter: Parameter) =>
    parameter.in === "path" ? template.indexOf(`{${parameter.name}}`) : template.length;
  return [...parameters].sort((a, b) => position(a) - position(b));
}

function checkTemplate(parameters: readonly Parameter[], template: string, at: Path, report: Report): void {
  const inTemplate = [...template.matchAll(/\{([^}]*)\}/g)].map((match) => match[1] ?? "");
  const declared = parameters.filter((parameter) => parameter.in === "path");
  for (const name of inTemplate) {
    if (declared.some((parameter) => parameter.name === name)) continue;
    report.error(
      at,
      `{${name}} of the path is not declared as a parameter`,
      didYouMean(
        name,
        declared.map((parameter) => parameter.name),
        "declared",
      ),
    );
  }
  for (const parameter of declared) {
    if (inTemplate.includes(parameter.name)) continue;
    report.error(
      parameter.path,
      `"${parameter.name}" does not stand in the path ${template}`,
      didYouMean(parameter.name, inTemplate, "in the path"),
    );
  }
}

/** Input is flat, so two parameters of one name would be one. */
function checkCollisions(parameters: readonly Parameter[], report: Report): void {
  const seen = new Map<string, Parameter>();
  for (const parameter of parameters) {
    const other = seen.get(parameter.name);
    if (other !== undefined) {
      report.error(
        parameter.path,
        `"${parameter.name}" is a ${other.in} and a ${parameter.in} parameter of one operation`,
        "the input of a call has one value for each name",
      );
    }
    seen.set(parameter.name, parameter);
  }
}
