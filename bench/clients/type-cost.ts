import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { mustRun } from "../../runtimes/harness/run-command.ts";
import { markdownTable } from "./markdown-table.ts";

interface Style {
  readonly name: string;
  readonly head: string;
  /** Calls of different operations, each using its answer. */
  readonly calls: readonly string[];
}

const styles: readonly Style[] = [
  {
    name: "named call",
    head: `import { createNia } from "@jobwire/nia"; const nia = createNia();`,
    calls: [
      `(await nia.getOracleJob({ job_id: "a" })).status;`,
      `(await nia.listOracleJobs({ limit: 5 })).jobs.length;`,
      `(await nia.createTracerJob({ query: "a" })).job_id;`,
      `(await nia.getSource({ source_id: "a" })).status;`,
    ],
  },
  {
    name: "job call",
    head: `import { createNia } from "@jobwire/nia/jobs"; const nia = createNia();`,
    calls: [
      `{ const job = await nia.jobs.oracle.run({ query: "a" }); if (job.status === "succeeded") job.output.report; }`,
      `{ const job = await (await nia.jobs.oracle.start({ query: "a" })).cancel(); if (job.status === "failed") job.failure.message; }`,
      `{ const job = await nia.jobs.tracer.run({ query: "a" }); if (job.status === "succeeded") job.output; }`,
      `for await (const job of nia.jobs.oracle.list()) job.rawStatus;`,
    ],
  },
  {
    name: "path call, `@jobwire/nia/paths`",
    head: `import { createNiaPaths } from "@jobwire/nia/paths"; const nia = createNiaPaths();`,
    calls: pathCalls(),
  },
  {
    name: "path call, openapi-fetch alone",
    head: `import createClient from "openapi-fetch"; import type { paths } from "./node_modules/@jobwire/nia/dist/generated/schema.js"; const nia = createClient<paths>();`,
    calls: pathCalls(),
  },
  {
    name: "function call, hey-api",
    head: `import * as nia from "./hey-api/index.js";`,
    calls: [
      `(await nia.getOracleJob({ path: { job_id: "a" } })).data?.status;`,
      `(await nia.listOracleJobs({ query: { limit: 5 } })).data?.jobs.length;`,
      `(await nia.createTracerJob({ body: { query: "a" } })).data?.job_id;`,
      `(await nia.getSource({ path: { source_id: "a" } })).data?.status;`,
    ],
  },
];

function pathCalls(): string[] {
  return [
    `(await nia.GET("/oracle/jobs/{job_id}", { params: { path: { job_id: "a" } } })).data?.status;`,
    `(await nia.GET("/oracle/jobs", { params: { query: { limit: 5 } } })).data?.jobs.length;`,
    `(await nia.POST("/github/tracer", { body: { query: "a" } })).data?.job_id;`,
    `(await nia.GET("/sources/{source_id}", { params: { path: { source_id: "a" } } })).data?.status;`,
  ];
}

/** Type instantiations of a call, by `tsc --extendedDiagnostics` of the workspace's compiler, each style in a file of its own. */
export async function typeCost(folder: string): Promise<string> {
  const rows = [];
  for (const { name, head, calls } of styles) {
    const none = await instantiations(folder, [head]);
    const first = await instantiations(folder, [head, ...calls.slice(0, 1)]);
    const all = await instantiations(folder, [head, ...calls]);
    const further = (all - first) / (calls.length - 1);
    rows.push([name, none, first - none, Math.round(further)]);
  }
  return markdownTable([["type instantiations", "client alone", "first call", "each further call"], ...rows]);
}

async function instantiations(folder: string, lines: readonly string[]): Promise<number> {
  await writeFile(join(folder, "measured.ts"), `${lines.join("\n")}\nexport {};\n`);
  const compilerOptions = {
    target: "es2022",
    lib: ["ES2022", "DOM", "DOM.Iterable", "DOM.AsyncIterable"],
    types: [],
    module: "nodenext",
    strict: true,
    skipLibCheck: true,
    noEmit: true,
  };
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ files: ["measured.ts"], compilerOptions }));
  const output = await mustRun({ command: "tsc", args: ["--extendedDiagnostics"] }, folder);
  return Number(/^Instantiations:\s*(\d+)/m.exec(output)?.[1] ?? Number.NaN);
}
