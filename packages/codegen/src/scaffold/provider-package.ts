import { commentText } from "../emit/comment.ts";
import { compareText } from "../json.ts";
import { pascalCase } from "../model/names.ts";
import { runtimeRanges } from "../own-files.ts";

/** What a new package must know of its provider. */
export interface PackageFacts {
  readonly provider: string;
  /** The API's own name, for people. */
  readonly title: string;
  readonly summary: string | undefined;
  readonly packageName: string;
  /** What generated code calls the function that makes a client, the client, and its options. */
  readonly names: { readonly create: string; readonly client: string; readonly options: string };
  readonly kinds: readonly string[];
  /** How the names of imported files end. */
  readonly ending: string;
}

type Files = Readonly<Record<string, string>>;

/** The files of a new package into which hand-written code is later put: written once, never again. */
export function packageFiles(facts: PackageFacts): Files {
  const sources = Object.entries(sourceFiles(facts)).map(([name, text]) => [`src/${name}`, text]);
  return {
    "package.json": json(manifest(facts)),
    "tsconfig.json": json(compilerSettings(facts)),
    "README.md": readme(facts),
    ...(Object.fromEntries(sources) as Files),
  };
}

/** The sources beside `generated/`. */
export function sourceFiles(facts: PackageFacts): Files {
  return {
    "index.ts": index(facts),
    "jobs.ts": jobs(facts),
    "paths.ts": paths(facts),
    "refine.ts": refine(facts),
  };
}

/** Imported names in the order that formatters give them: by the name, whatever its case and `type` before it. */
function sorted(names: readonly string[]): string {
  const key = (name: string) => name.replace(/^type /, "").toLowerCase();
  return [...names].sort((a, b) => compareText(key(a), key(b))).join(", ");
}

/** Short lists stand on one line, as formatters would write them. */
function json(value: object): string {
  const text = JSON.stringify(value, null, 2);
  const lists = /\[\s+((?:"[^"]*"(?:,\s+)?)+)\s+\]/g;
  return `${text.replace(lists, (_, items: string) => `[${items.replace(/,\s+/g, ", ")}]`)}\n`;
}

/** Every package manager understands it: no workspace protocol, no catalog. */
function manifest({ packageName, title }: PackageFacts): object {
  const entry = (name: string) => ({ types: `./dist/${name}.d.ts`, default: `./dist/${name}.js` });
  return {
    name: packageName,
    version: "0.1.0",
    private: true,
    description: `Typed client of the ${commentText(title)} API, and its jobs`,
    type: "module",
    sideEffects: false,
    exports: {
      ".": entry("index"),
      "./jobs": entry("jobs"),
      "./paths": entry("paths"),
      "./openapi.json": "./src/generated/openapi.json",
    },
    files: ["dist", "src"],
    scripts: { build: "tsc -p tsconfig.json" },
    dependencies: runtimeRanges(),
  };
}

/** Settings that stand alone: nobody knows which ones a monorepo shares. */
function compilerSettings({ ending }: PackageFacts): object {
  return {
    compilerOptions: {
      target: "ES2022",
      lib: ["ES2022", "DOM", "DOM.Iterable", "DOM.AsyncIterable"],
      ...(ending === "" ? { module: "ESNext", moduleResolution: "bundler" } : { module: "nodenext" }),
      ...(ending === ".ts" && { rewriteRelativeImportExtensions: true }),
      types: [],
      strict: true,
      exactOptionalPropertyTypes: true,
      verbatimModuleSyntax: true,
      declaration: true,
      sourceMap: true,
      rootDir: "src",
      outDir: "dist",
    },
    include: ["src"],
  };
}

function readme({ provider, title, summary, packageName, names, kinds }: PackageFacts): string {
  const local = provider.replace(/-(.)/g, (_, next: string) => next.toUpperCase());
  const [kind] = kinds;
  const lines = [
    `import { ${names.create} } from "${packageName}/jobs";`,
    "",
    `const ${local} = ${names.create}();`,
    ...(kind === undefined ? [] : [`const job = await ${local}.jobs.${kind}.run({ /* … */ });`]),
  ];
  const jobs =
    kind === undefined
      ? "The API has no kind of job yet: `jobwire help x-jobs` says how its document describes one."
      : `Jobs: ${kinds.map((name) => `\`${name}\``).join(", ")}.`;
  const input =
    "A call takes one object: parameters and the properties of a JSON body stand in it side by side.";
  return `# ${packageName}

Typed client of the ${title} API, and its jobs.${summary === undefined ? "" : ` ${summary}`}

## Use

\`\`\`ts
${lines.join("\n")}
\`\`\`

${jobs} ${input}
`;
}

function index({ title, ending }: PackageFacts): string {
  return `/**
 * The client of the ${commentText(title)} API: named operations, the types of its schemas, and its kinds of job as values.
 * The list of names is generated, so that a change of the API needs no change here.
 */
export * from "./generated/index${ending}";
`;
}

function jobs({ provider, title, names, ending }: PackageFacts): string {
  const name = pascalCase(provider);
  const { create, client, options } = names;
  return `import { type BoundJobs, bindJobs } from "@jobwire/job-utils";
import { definitions } from "./generated/jobs${ending}";
import { ${sorted([`${create} as createClient`, `type ${client}`, `type ${options}`])} } from "./generated/operations${ending}";

/** The kinds of job of ${commentText(title)}, bound to a client. */
export interface ${name}Jobs extends BoundJobs<typeof definitions> {}

/** A client of the ${commentText(title)} API, and its jobs. */
export interface ${name}WithJobs extends ${client} {
  readonly jobs: ${name}Jobs;
}

/** Makes a client of the ${commentText(title)} API that also starts its jobs and waits for them. */
export function ${create}(options: ${options} = {}): ${name}WithJobs {
  const client = createClient(options);
  const { random } = options;
  return Object.assign(client, { jobs: bindJobs(client, definitions, random ? { random } : {}) });
}
`;
}

function paths({ title, names, ending }: PackageFacts): string {
  const { create, options } = names;
  return `import { createPathsClient, type PathsClient } from "@jobwire/client/paths";
import { ${sorted(["api", `type ${options}`])} } from "./generated/operations${ending}";
import type { paths } from "./generated/schema${ending}";

/** Makes a client of the ${commentText(title)} API that is called by method and path, as openapi-fetch is. */
export function ${create}Paths(options: ${options} = {}): PathsClient<paths> {
  return createPathsClient<paths>(api, options);
}
`;
}

function refine({ ending }: PackageFacts): string {
  return `import type { Refinements } from "./generated/jobs${ending}";

/** What the document cannot say of single kinds. It may improve a job's fields and never decides a status. */
export const refine: Refinements = {};
`;
}
