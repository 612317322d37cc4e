/**
 * What the bytes of a bundle are spent on: bundles the leanest use of a provider (`entries/one-polled-kind.ts`) from the
 * sources, once whole and once for each ability with its files emptied, and prints the difference after gzip. The bundles
 * with emptied files do not run; they are only weighed. An emptied file keeps its imports, also those that the bundler would
 * have left out, so a figure can be too small and never too large: that of a call is.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Plugin } from "esbuild";
import { formatTable } from "../runtimes/harness/table.ts";
import { bundleSize } from "./bundle-size.ts";

const entry = fileURLToPath(new URL("entries/one-polled-kind.ts", import.meta.url));

/** Ability to the files that exist for it alone. */
const abilities: Readonly<Record<string, readonly string[]>> = {
  "the provider's kind of job": ["generated/jobs.ts"],
  "a call: options, middleware, log, one attempt": [
    "client/src/create-client.ts",
    "client/src/call-operation.ts",
    "client/src/context.ts",
    "client/src/log.ts",
    "client/src/pipeline/attempt.ts",
    "client/src/pipeline/call.ts",
    "client/src/pipeline/middleware.ts",
    "client/src/pipeline/report.ts",
  ],
  "sending through openapi-fetch": ["openapi-fetch/dist/index.mjs"],
  "one Job out of any body": ["job-utils/src/to-job.ts", "job-utils/src/coerce.ts"],
  "waits, their deadline, callbacks and budget": ["job-utils/src/wait.ts", "job-utils/src/failed-read.ts"],
  "the loop and its schedule": [
    "src/follow.ts",
    "src/schedule.ts",
    "src/pace.ts",
    "src/look.ts",
    "src/track.ts",
  ],
  "starts that are never paid twice": ["job-utils/src/start.ts", "job-utils/src/run.ts"],
  "one timer for a hundred thousand jobs": ["job-utils/src/alarms.ts"],
  "documented rate limits": ["job-utils/src/rate-limit.ts"],
  "cancelling on abort": ["job-utils/src/cancel.ts"],
  "the engine's errors": ["job-utils/src/errors/", "job-utils/src/read-error-of.ts"],
  "abort in the same turn, nothing left behind": ["job-utils/src/abort.ts", "job-utils/src/sleep.ts"],
  "the client's errors and the provider's messages": ["client/src/errors/", "client/src/pipeline/failure.ts"],
  "keys never in an error": ["client/src/redact.ts"],
  "retries, Retry-After, the gate of a 429": [
    "src/pipeline/attempts.ts",
    "resend.ts",
    "retry-after.ts",
    "gate.ts",
  ],
  "time limits and signals": ["client/src/pipeline/scope.ts"],
  "server-sent events": ["client/src/sse/"],
  "pages of lists": ["client/src/pagination/"],
  "bodies checked and bounded": ["client/src/pipeline/read-body.ts", "client/src/pipeline/read-pieces.ts"],
  "credentials, tenant, base URL": ["credentials.ts", "fingerprint.ts", "base-url.ts", "environment.ts"],
  "paths, queries, headers and bodies": ["client/src/request/"],
};

/** Empties files: what they import stays in the bundle, what they export becomes a value that no bundler knows. */
function emptied(files: readonly string[]): Plugin {
  return {
    name: "emptied",
    setup(build) {
      build.onLoad({ filter: /\.(ts|mjs)$/ }, ({ path }) => {
        if (!files.some((file) => path.includes(file))) return undefined;
        return { contents: shell(readFileSync(path, "utf8")), loader: "ts" };
      });
    },
  };
}

function shell(source: string): string {
  const imports = [...source.matchAll(/^import \{([^}]*)\} from .+;$/gm)];
  const imported = imports.flatMap(([, names = ""]) => names.split(",")).map((name) => name.trim());
  const used = imported.filter((name) => name !== "" && !name.startsWith("type "));
  const exported = [...source.matchAll(/^export (?:async )?(?:function|class|const) (\w+)/gm)];
  return [
    ...imports.map(([statement]) => statement),
    `const hidden = globalThis.x(${used.join(", ")});`,
    ...exported.map(([, name]) => `export const ${name} = hidden;`),
    "export default hidden;",
  ].join("\n");
}

/** What a program could be imagined without. */
const dispensable = [
  "server-sent events",
  "pages of lists",
  "one timer for a hundred thousand jobs",
  "documented rate limits",
  "cancelling on abort",
  "keys never in an error",
  "the engine's errors",
  "the client's errors and the provider's messages",
];

const conditions = ["@jobwire/source"];

async function sizeWithout(names: readonly string[]): Promise<number> {
  const files = names.flatMap((name) => abilities[name] ?? []);
  return (await bundleSize(entry, { conditions, plugins: [emptied(files)] })).gzipped;
}

const whole = await sizeWithout([]);
const rows = [];
for (const ability of Object.keys(abilities)) {
  rows.push({ ability, gzipped: whole - (await sizeWithout([ability])) });
}
rows.sort((one, other) => other.gzipped - one.gzipped);
console.log(
  formatTable([
    ["bytes after gzip", "that go with"],
    ...rows.map(({ ability, gzipped }) => [String(gzipped), ability]),
  ]),
);
const least = await sizeWithout(dispensable);
console.log(`\nThe whole bundle is ${whole} bytes; ${least} without all of: ${dispensable.join("; ")}.`);
