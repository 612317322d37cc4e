import type { JsonObject } from "../json.ts";
import type { Kind } from "../model/kind.ts";
import type { Model } from "../model/read-model.ts";
import { block, type Code, object, text } from "./code.ts";
import { comment } from "./comment.ts";
import { type GeneratedFile, header, importTypes, type Origin } from "./generated-file.ts";
import { callEntries, startsCode } from "./job-calls.ts";
import { readingEntries } from "./job-reading.ts";
import { abilities, jobTypes, listCast } from "./job-types.ts";
import { literal, numberLiteral, stringLiteral } from "./literal.ts";
import type { Names } from "./names.ts";
import { print } from "./print.ts";

/** `jobs.ts`: one definition for each kind, as a person would write it. */
export function jobsFile(model: Model, names: Names, origin: Origin): GeneratedFile {
  const uses = new Set<string>();
  const kinds = model.kinds.map((kind) => {
    const types = jobTypes(kind, names, model.document);
    for (const name of types.uses) uses.add(name);
    const members = types.lines.map((line) => `  ${line}\n`).join("");
    const typesName = names.kindTypes(kind.name);
    const body = print(definition(model, kind, types.body), 0, 5, 1);
    return [
      ...(types.output === undefined
        ? []
        : [`/** What {@link ${kind.name}} gives when it succeeded. */\nexport ${types.output}\n`]),
      `/** The types of {@link ${kind.name}}. */\nexport interface ${typesName} {\n${members}}\n`,
      `${kindComment(kind)}export const ${kind.name}: JobDefinition<${typesName}> = ${body};\n`,
    ].join("\n");
  });
  const content = [
    imports(uses, model, names, origin.ending),
    ...kinds,
    collection(model),
    refinements(model),
  ].join("\n");
  return { name: "jobs.ts", content: header(origin) + content };
}

function imports(uses: ReadonlySet<string>, model: Model, names: Names, ending: string): string {
  if (model.kinds.length === 0) return "";
  const components = new Set(model.components.map(({ id }) => names.component(id)));
  const isSchema = (name: string) => name === "operations";
  return [
    'import type { JobDefinition } from "@jobwire/job-utils";\n',
    `import { refine } from ${stringLiteral(`../refine${ending}`)};\n`,
    importTypes(
      [...uses].filter((name) => !components.has(name) && !isSchema(name)),
      `./operations${ending}`,
    ),
    importTypes(
      model.kinds.map((kind) => names.kindClient(kind.name)),
      `./kind-clients${ending}`,
    ),
    importTypes([...uses].filter(isSchema), `./schema${ending}`),
    importTypes(
      [...uses].filter((name) => components.has(name)),
      `./types${ending}`,
    ),
  ].join("");
}

function definition(model: Model, kind: Kind, body: string): Code {
  const { formerly, poll, rate, timeoutMs, reopens } = kind;
  return object(
    [
      ["protocol", text("1")],
      ["provider", text(stringLiteral(model.provider))],
      ["kind", text(stringLiteral(kind.name))],
      ...(formerly.length === 0 ? [] : [["formerly", literal([...formerly])] as const]),
      ["can", literal([...abilities(kind)])],
      ["starts", startsCode(kind)],
      ...callEntries(kind, listCast(kind, body)),
      ...readingEntries(kind),
      refinementOf(kind),
      ...(poll === undefined ? [] : [["poll", literal(poll as JsonObject)] as const]),
      ...(rate === undefined ? [] : [["rate", literal(rate as unknown as JsonObject)] as const]),
      ...(timeoutMs === undefined ? [] : [["timeoutMs", text(numberLiteral(timeoutMs))] as const]),
      ...(reopens ? [["reopens", text("true")] as const] : []),
    ],
    true,
  );
}

/** A getter: reading a property as the module loads would keep it, and every other kind, in every bundle. */
function refinementOf(kind: Kind): Code {
  return block("get refine() ", [text(`return refine.${kind.name};`)]);
}

function kindComment(kind: Kind): string {
  const [start] = kind.starts;
  const about = kind.starts.length === 1 ? start?.operation : kind.read;
  return comment([about?.summary ?? `A job that ${kind.read.name} reads.`]);
}

function collection(model: Model): string {
  const names = model.kinds.map((kind) => kind.name);
  const types = names.map((name) => `  readonly ${name}: typeof ${name};\n`).join("");
  if (names.length === 0)
    return "/** All kinds of job of this API: none. */\nexport const definitions: Readonly<Record<string, never>> = {};\n";
  const values = print(object(names.map(text)), 0, 5, 1);
  return `/** All kinds of job of this API. */\nexport const definitions: {\n${types}} = ${values};\n`;
}

function refinements(model: Model): string {
  const members = model.kinds
    .map((kind) => `  readonly ${kind.name}?: (typeof ${kind.name})["refine"];\n`)
    .join("");
  return `/** What \`src/refine.ts\` may improve, kind by kind. */\nexport interface Refinements {${members === "" ? "" : `\n${members}`}}\n`;
}
