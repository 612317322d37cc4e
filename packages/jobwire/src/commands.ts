import type { Command, OptionHelp } from "./command.ts";

const config: OptionHelp = {
  type: "string",
  value: "<file>",
  help: "The config. Default: jobwire.config.json, .mjs, .js or .ts, if there is one.",
};
const json: OptionHelp = { type: "boolean", help: "Print one JSON document instead of text." };
const predictTypes: OptionHelp = {
  type: "boolean",
  help: "Predict what happens to types from the schemas; do not run the TypeScript compiler.",
};
const many: number = Number.POSITIVE_INFINITY;
const exitCodes =
  "Exit codes: 0 all is well, 1 errors in a spec or drift, 2 the command line or the config is wrong.";
const revisions =
  "A document is a file, a packed package (.tgz), <git revision>:<path>, a git revision, or `released`: the one at the git\ntag of the package's version, else in a packed tarball of its folder, else on npm.";

/** The commands by name, in the order of the help. */
export const commands: Readonly<Record<string, Command>> = {
  init: {
    summary: "Set up a repository that exists: config, script, and an example spec.",
    positionals: "",
    maxPositionals: 0,
    options: { json },
    notes: `Looks at the workspaces of npm, pnpm, yarn or bun and writes a jobwire.config.json that fits them. Adds a script and\nthe development dependency to package.json. Nothing that exists is written over.\n\nExit codes: 0 done or nothing to do, 2 there is no package.json to be read.`,
    load: () => import("./commands/init.ts"),
  },
  add: {
    summary: "Start a provider: a spec with one job kind, or an overlay on a document that exists.",
    positionals: "<provider>",
    minPositionals: 1,
    maxPositionals: 1,
    options: {
      from: {
        type: "string",
        value: "<document>",
        help: "An OpenAPI document that exists. It stays where and as it is.",
      },
      overlay: {
        type: "string",
        value: "<file>",
        help: "With --from: the OpenAPI Overlay with its x-jobs. Default: specs/<provider>/overlay.yaml.",
      },
      config,
    },
    notes: `Writes specs/<provider>/openapi.yaml (or overlay.yaml) to begin from, unless there is one, and compiles it. An overlay\nelsewhere is written into the config. What x-jobs can say: jobwire help x-jobs\n\n${exitCodes}`,
    load: () => import("./commands/add.ts"),
  },
  generate: {
    summary: "Compile specs into client packages.",
    positionals: "[provider…]",
    maxPositionals: many,
    options: {
      watch: {
        type: "boolean",
        short: "w",
        help: "Go on, and compile whenever a spec changes. Ctrl+C ends it.",
      },
      force: { type: "boolean", help: "Compile even if nothing has changed." },
      config,
      json,
    },
    notes: `Every specs/<provider>/openapi.yaml becomes packages/<provider>/src/generated/, or what the config says: a folder of a\npackage that exists, or types alone. Hand-written files of a package are made if they are missing and never changed.\nWith an error in any spec nothing is written.\n\n${exitCodes}`,
    load: () => import("./commands/generate.ts"),
  },
  check: {
    summary: "Say whether generated files are what their specs say.",
    positionals: "[provider…]",
    maxPositionals: many,
    options: {
      verbose: {
        type: "boolean",
        short: "v",
        help: "List operations, kinds, status tables and what kinds lack.",
      },
      config,
      json,
    },
    notes: `Writes nothing. Names every file that differs and shows the first line in which it does.\n\n${exitCodes}`,
    load: () => import("./commands/check.ts"),
  },
  simulate: {
    summary: "Serve an API that behaves as its spec says, for clients in any language.",
    positionals: "<provider|document>",
    minPositionals: 1,
    maxPositionals: 1,
    options: {
      port: { type: "string", short: "p", value: "<number>", help: "Where to listen. Default: a free port." },
      speed: {
        type: "string",
        value: "<times>",
        help: "How much faster than real time jobs live. Default 1.",
      },
      scenario: {
        type: "string",
        value: "<file>",
        help: "What happens: JSON, YAML, or a module with a default export (.mjs, .js, .ts).",
      },
      cors: { type: "boolean", help: "Let browsers of every origin call it." },
      lenient: { type: "boolean", help: "Take requests without credentials." },
      config,
    },
    notes: `Listens on this machine only (127.0.0.1) until Ctrl+C. Without a scenario every job is queued, runs and succeeds.\n\nExit codes: 0 ended, 1 the spec has errors, 2 the command line, the config or the scenario is wrong.`,
    load: () => import("./commands/simulate.ts"),
  },
  diff: {
    summary: "Say what changed between two documents and whom it breaks.",
    positionals: "<base> [head]",
    minPositionals: 1,
    maxPositionals: 2,
    options: {
      provider: {
        type: "string",
        value: "<name>",
        help: "Compare the document of this provider. Default: all.",
      },
      format: {
        type: "string",
        value: "<name>",
        choices: ["text", "json", "markdown", "github"],
        help: "text (default), json, markdown, or github for annotations of a pull request.",
      },
      "fail-on": {
        type: "string",
        value: "<size>",
        choices: ["patch", "minor", "major"],
        help: "Exit with 1 when a release of at least this size is needed: patch, minor or major.",
      },
      "predict-types": predictTypes,
      config,
    },
    notes: `${revisions} Without head it is the working tree.\n\nExit codes: 0 compared, 1 a release of the size of --fail-on is needed, 2 a document cannot be read.`,
    load: () => import("./commands/diff.ts"),
  },
  change: {
    summary: "Compile, and write a changeset for every spec that changed since its release.",
    positionals: "[provider…]",
    maxPositionals: many,
    options: {
      base: { type: "string", value: "<document>", help: "What is released, as `jobwire diff` takes it." },
      check: { type: "boolean", help: "Write nothing; fail when a changeset is missing or too small." },
      "predict-types": predictTypes,
      config,
    },
    notes: `Default of --base: the release of the package's version (its git tag, else npm). Before the first release: the commit\nthat last changed a hand-written changeset which names the package, else where the branch left the main branch.\n\nExit codes: 0 done, 1 a spec has errors or a changeset is missing, 2 a document cannot be read.`,
    load: () => import("./commands/change.ts"),
  },
  drift: {
    summary: "Compare a spec with the document that its provider publishes.",
    positionals: "<provider> <document>",
    minPositionals: 2,
    maxPositionals: 2,
    options: {
      format: {
        type: "string",
        value: "<name>",
        choices: ["markdown", "json"],
        help: "markdown (default) or json.",
      },
      patch: { type: "string", value: "<file>", help: "Write the suggested JSON Patch there." },
      fail: { type: "boolean", help: "Exit with 1 when the spec lacks something or contradicts." },
      config,
    },
    notes: `The document is a file, <git revision>:<path>, or an address, which is asked without credentials. Swagger 2.0 will do.\n\nExit codes: 0 compared, 1 with --fail: they differ, 2 a document cannot be read.`,
    load: () => import("./commands/drift.ts"),
  },
};
