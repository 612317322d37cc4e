import { compareText } from "../json.ts";
import { hasStreamSwitch } from "../model/operation.ts";
import type { Model } from "../model/read-model.ts";
import { type GeneratedFile, header, type Origin } from "./generated-file.ts";
import { jobTypes } from "./job-types.ts";
import type { Names } from "./names.ts";
import { inputType, responseType } from "./operation-types.ts";

/** `index.ts`: everything that the package offers, by name. */
export function indexFile(model: Model, names: Names, origin: Origin): GeneratedFile {
  const kinds = model.kinds.map((kind) => kind.name);
  const fromOperations = [
    names.client,
    names.options,
    names.operations,
    names.streams,
    names.pages,
    ...model.operations.flatMap((operation) =>
      inputType(operation, names) === undefined ? [] : [names.input(operation)],
    ),
    ...model.operations.filter(hasStreamSwitch).map(names.streamInput),
    ...model.operations.flatMap((operation) =>
      responseType(operation, names).declaration === undefined ? [] : [names.response(operation)],
    ),
  ];
  const parts = [
    exports("export", ["definitions", ...kinds], `./jobs${origin.ending}`),
    exports(
      "export type",
      ["Refinements", ...kinds.map(names.kindTypes), ...outputNames(model, names)],
      `./jobs${origin.ending}`,
    ),
    exports("export", kinds.map(names.createKindClient), `./kind-clients${origin.ending}`),
    exports("export type", kinds.map(names.kindClient), `./kind-clients${origin.ending}`),
    exports("export", ["api", names.create], `./operations${origin.ending}`),
    exports("export type", fromOperations, `./operations${origin.ending}`),
    exports(
      "export type",
      model.components.map(({ name }) => name),
      `./types${origin.ending}`,
    ),
  ];
  return { name: "index.ts", content: header(origin) + parts.join("") };
}

/** The kinds whose output is an interface of its own. */
function outputNames(model: Model, names: Names): readonly string[] {
  return model.kinds
    .filter((kind) => jobTypes(kind, names, model.document).output !== undefined)
    .map((kind) => names.kindOutput(kind.name));
}

function exports(keyword: string, names: readonly string[], from: string): string {
  if (names.length === 0) return "";
  const sorted = [...names].sort(compareText);
  const line = `${keyword} { ${sorted.join(", ")} } from "${from}";\n`;
  return line.length <= 111
    ? line
    : `${keyword} {\n${sorted.map((name) => `  ${name},\n`).join("")}} from "${from}";\n`;
}
