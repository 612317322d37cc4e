import { compareText } from "../json.ts";
import type { Kind } from "../model/kind.ts";
import type { Operation } from "../model/operation.ts";
import type { Model } from "../model/read-model.ts";
import { apiEntries, operationData } from "./api-literal.ts";
import { featuresOf } from "./client-features.ts";
import { call, object, text } from "./code.ts";
import { type GeneratedFile, header, importTypes, type Origin } from "./generated-file.ts";
import { literal, propertyKey, stringLiteral } from "./literal.ts";
import type { Names } from "./names.ts";
import { print } from "./print.ts";

/**
 * `kind-clients.ts`: for each kind a client with the operations that its definition calls, so that a bundle with one
 * kind of job holds no other operation. The rows are those of the table in `operations.ts`.
 */
export function kindClientsFile(model: Model, names: Names, origin: Origin): GeneratedFile {
  const kinds = model.kinds.map((kind) => kindClient(kind, model, names));
  const features = model.kinds.flatMap((kind) => featuresOf({ ...model, operations: operationsOf(kind) }));
  const values = ["createClientWith", ...new Set(features.map(([, value]) => value))].sort(compareText);
  const interfaces = [names.operations, names.streams, names.pages].filter((name) =>
    kinds.some((code) => code.includes(`Pick<${name},`)),
  );
  const imports =
    kinds.length === 0
      ? "export {};\n"
      : [
          `import { ${values.join(", ")} } from "@jobwire/client";\n`,
          importTypes(["Client"], "@jobwire/client"),
          `import { auth, errors } from "./operations${origin.ending}";\n`,
          importTypes([names.options, ...interfaces], `./operations${origin.ending}`),
        ].join("");
  return { name: "kind-clients.ts", content: header(origin) + [imports, ...kinds].join("\n") };
}

/** The operations that a definition calls, in the order of their names. */
function operationsOf({ starts, read, longPoll, events, cancel, list }: Kind): readonly Operation[] {
  const all = [
    ...starts.map((start) => start.operation),
    read,
    longPoll?.call.operation,
    events?.open?.operation,
    cancel?.operation,
    list?.operation,
  ].filter((operation) => operation !== undefined);
  return [...new Set(all)].sort((a, b) => compareText(a.name, b.name));
}

function kindClient(kind: Kind, model: Model, names: Names): string {
  const operations = operationsOf(kind);
  const client = names.kindClient(kind.name);
  const picked = [
    pick(names.operations, operations),
    pick(
      names.streams,
      operations.filter((operation) => operation.success.events !== undefined),
    ),
    pick(
      names.pages,
      operations.filter((operation) => operation.pagination !== undefined),
    ),
  ];
  const rows = operations.map(
    (operation) => [propertyKey(operation.name), literal(operationData(operation, model.api.auth))] as const,
  );
  const api = object([...apiEntries(model), ["operations", object(rows, true)]], true);
  const features = object(
    featuresOf({ ...model, operations }).map(([key, value]) => [key, text(value)] as const),
  );
  const make = call("createClientWith", [features, api, text("options")]);
  const types = picked.map((type) => `  ${type},\n`).join("");
  return [
    `/** A client with what {@link ${kind.name}} needs. */\nexport type ${client} = Client<\n${types.replace(/,\n$/, "\n")}>;\n`,
    `/** Makes a client for jobs of this kind alone: a bundle then holds no other operation. */\nexport function ${names.createKindClient(kind.name)}(options: ${names.options} = {}): ${client} {\n  return ${print(make, 2, 9, 1)};\n}\n`,
  ].join("\n");
}

function pick(of: string, operations: readonly Operation[]): string {
  const names = operations.map(({ name }) => stringLiteral(name));
  return names.length === 0 ? "object" : `Pick<${of}, ${names.join(" | ")}>`;
}
