import { compareText, type JsonObject, own } from "../json.ts";
import { hasStreamSwitch, type Operation } from "../model/operation.ts";
import type { Model } from "../model/read-model.ts";
import { replyOf } from "../model/read-start.ts";
import { schemaNode } from "../model/schema.ts";
import { isReached, walkPointer } from "../model/walk-pointer.ts";
import { apiLiteral, authLiteral } from "./api-literal.ts";
import { featuresOf } from "./client-features.ts";
import { call, object, text } from "./code.ts";
import { comment, commentText, ownComment } from "./comment.ts";
import { type GeneratedFile, header, importTypes, type Origin } from "./generated-file.ts";
import { literal, propertyKey } from "./literal.ts";
import type { Names } from "./names.ts";
import { eventType, inputName, inputType, responseType } from "./operation-types.ts";
import { print } from "./print.ts";
import { schemaType, type TypeText } from "./schema-type.ts";

/** `operations.ts`: the table of operations, their types, and the function that makes a client. */
export function operationsFile(model: Model, names: Names, origin: Origin): GeneratedFile {
  const uses = new Set<string>();
  const use = <Type extends { readonly uses: readonly string[] }>(type: Type): Type => {
    for (const name of type.uses) uses.add(name);
    return type;
  };
  const { operations } = model;
  const inputs = operations.flatMap((operation) => [
    ...inputDeclaration(operation, names, use),
    ...streamInputDeclaration(operation, names, use),
  ]);
  const responses = operations.flatMap((operation) => responseDeclaration(operation, names, use));
  const methods = operations.map((operation) =>
    method(operation, names, use(responseType(operation, names)).text, "json"),
  );
  const streaming = operations.filter((operation) => operation.success.events !== undefined);
  const streams = streaming.map((operation) => {
    uses.add("EventStream");
    return method(operation, names, `EventStream<${use(eventType(operation, names)).text}>`, "events");
  });
  const paged = operations.filter((operation) => operation.pagination !== undefined);
  const pages = paged.map((operation) => {
    uses.add("Pages").add("PageOptions");
    return pagesMethod(operation, names, use(itemType(model, operation, names)).text);
  });
  const errors = literal(model.api.errors as unknown as JsonObject);
  const parts = [
    `/** Where keys come from and where they go. */\nexport const auth: ApiDescription["auth"] = ${print(authLiteral(model), 0, 44, 1)};\n`,
    `/** Where errors say what is wrong. */\nexport const errors: ApiDescription["errors"] = ${print(errors, 0, 48, 1)};\n`,
    `/** The ${commentText(model.api.title)} API as data. */\nexport const api: ApiDescription = ${print(apiLiteral(model))};\n`,
    ...inputs,
    ...responses,
    declareInterface(names.operations, "The operations, each with its parsed answer.", methods),
    declareInterface(names.streams, "The operations that can answer with server-sent events.", streams),
    declareInterface(names.pages, "The operations that answer in pages.", pages),
    clientParts(model, names),
  ];
  return {
    name: "operations.ts",
    content: header(origin) + imports(uses, model, names, origin.ending) + parts.join("\n"),
  };
}

const fromClient: ReadonlySet<string> = new Set(["EventStream", "PageOptions", "Pages", "ResponseBytes"]);

function imports(uses: ReadonlySet<string>, model: Model, names: Names, ending: string): string {
  const needsCredential = Object.values(model.api.auth).some((scheme) => scheme.option !== "apiKey");
  const client = [
    "ApiDescription",
    "Client",
    "ClientOptions",
    "RequestOptions",
    ...[...uses].filter((name) => fromClient.has(name)),
    ...(needsCredential ? ["Credential"] : []),
  ];
  const components = new Set(model.components.map(({ id }) => names.component(id)));
  const lines = [
    `import { ${["createClientWith", ...featuresOf(model).map(([, value]) => value)].sort(compareText).join(", ")} } from "@jobwire/client";\n`,
    importTypes(client, "@jobwire/client"),
    importTypes(
      [...uses].filter((name) => name === "operations"),
      `./schema${ending}`,
    ),
    importTypes(
      [...uses].filter((name) => components.has(name)),
      `./types${ending}`,
    ),
  ];
  return `${lines.join("")}\n`;
}

type Use = <Type extends { readonly uses: readonly string[] }>(type: Type) => Type;

function inputDeclaration(operation: Operation, names: Names, use: Use): readonly string[] {
  const input = inputType(operation, names);
  return input === undefined
    ? []
    : [
        `/** What {@link ${names.operations}.${operation.name}} takes. */\nexport ${use(input).declaration}\n`,
      ];
}

function streamInputDeclaration(operation: Operation, names: Names, use: Use): readonly string[] {
  const input = hasStreamSwitch(operation) ? inputType(operation, names, "events") : undefined;
  return input === undefined
    ? []
    : [`/** What {@link ${names.streams}.${operation.name}} takes. */\nexport ${use(input).declaration}\n`];
}

function responseDeclaration(operation: Operation, names: Names, use: Use): readonly string[] {
  const { declaration, uses } = responseType(operation, names);
  if (declaration === undefined) return [];
  use({ uses });
  return [`/** What {@link ${names.operations}.${operation.name}} answers. */\nexport ${declaration}\n`];
}

function method(operation: Operation, names: Names, result: string, wanted: "json" | "events"): string {
  const { name } = operation;
  return `${methodComment(operation)}  ${propertyKey(name)}(${inputArgument(operation, names, wanted)}, options?: RequestOptions): Promise<${result}>;\n`;
}

function pagesMethod(operation: Operation, names: Names, item: string): string {
  return `${methodComment(operation)}  ${propertyKey(operation.name)}(${inputArgument(operation, names)}, options?: PageOptions): Pages<${item}>;\n`;
}

function inputArgument(operation: Operation, names: Names, wanted: "json" | "events" = "json"): string {
  const input = inputType(operation, names, wanted);
  if (input === undefined) return "input?: Record<string, never>";
  return `input${input.optional ? "?" : ""}: ${inputName(operation, names, wanted)}`;
}

/** Summary, description, and where the facts come from. */
function methodComment(operation: Operation): string {
  const { summary, description, sources, deprecated } = operation;
  const paragraphs = [summary, description].flatMap((text) =>
    text === undefined ? [] : text.split(/\n\s*\n/).map(commentText),
  );
  const remarks = sources.length === 0 ? [] : [`@remarks Source: ${sources.map(commentText).join("; ")}.`];
  return ownComment(
    [...paragraphs.filter((text) => text !== ""), ...remarks, ...(deprecated ? ["@deprecated"] : [])],
    2,
  );
}

function declareInterface(name: string, note: string, members: readonly string[]): string {
  return `${comment([note])}export interface ${name} {${members.length === 0 ? "" : `\n${members.join("\n")}`}}\n`;
}

/** The type of one item of a page. */
function itemType(model: Model, operation: Operation, names: Names): TypeText {
  const reply = replyOf(operation);
  const items =
    reply === undefined
      ? undefined
      : walkPointer(model.document, reply.node, operation.pagination?.items ?? "");
  const unknown = { text: "unknown", uses: [] };
  if (items === undefined || !isReached(items)) return unknown;
  const part = items.variants
    .flatMap((variant) => variant.parts)
    .find((candidate) => own(candidate.value, "items") !== undefined);
  return part === undefined
    ? unknown
    : (schemaType(schemaNode(own(part.value, "items"), part.path), names, "response") ?? unknown);
}

function clientParts(model: Model, names: Names): string {
  const { api } = model;
  const options = Object.values(api.auth).filter((scheme) => scheme.option !== "apiKey");
  const members = options.map(({ option, env, description }) => {
    const note = [
      description,
      env === undefined ? undefined : `Default: the environment variable ${env}, read at every call.`,
    ];
    return `${comment(note, 2)}  readonly ${option}?: Credential | undefined;\n`;
  });
  const declaration =
    members.length === 0
      ? `type ${names.options} = ClientOptions;\n`
      : `interface ${names.options} extends ClientOptions {\n${members.join("")}}\n`;
  const types = `${names.operations}, ${names.streams}, ${names.pages}`;
  const features = object(featuresOf(model).map(([key, value]) => [key, text(value)] as const));
  const make = call(`createClientWith<${types}>`, [features, text("api"), text("options")]);
  return [
    `/** A client of the ${commentText(api.title)} API. */\nexport type ${names.client} = Client<${types}>;\n`,
    `/** What {@link ${names.create}} takes. */\nexport ${declaration}`,
    `${comment([`Makes a client of the ${api.title} API.`, api.summary])}export function ${names.create}(options: ${names.options} = {}): ${names.client} {\n  return ${print(make, 2, 9, 1)};\n}\n`,
  ].join("\n");
}
