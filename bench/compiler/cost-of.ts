import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** What one process cost. */
export interface Cost {
  readonly cpuMs: number;
  readonly memoryMB: number;
  readonly wallMs: number;
}

/** A tool to measure: the arguments of `node`, and what has to happen before each run. */
export interface Tool {
  readonly name: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly prepare?: () => void;
  readonly env?: Readonly<Record<string, string>>;
}

const hook = fileURLToPath(new URL("measure.mjs", import.meta.url));

/** Runs a tool once in a process of its own. Throws if it fails. */
export function costOf({ name, args, cwd, prepare, env = {} }: Tool): Cost {
  prepare?.();
  const folder = mkdtempSync(join(tmpdir(), "jobwire-cost-"));
  const file = join(folder, "cost.json");
  try {
    const { status, stdout, stderr } = spawnSync(process.execPath, [...args], {
      cwd,
      encoding: "utf8",
      env: {
        ...process.env,
        NO_COLOR: "1",
        DO_NOT_TRACK: "1",
        ...env,
        NODE_OPTIONS: `--import=${hook}`,
        JOBWIRE_COST: file,
      },
    });
    if (status !== 0) throw new Error(`${name} failed:\n${`${stdout}${stderr}`.slice(-2000)}`);
    const lines = readFileSync(file, "utf8").trim().split("\n");
    return together(lines.map((line) => JSON.parse(line) as Cost));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The cost of a tool that starts others. */
function together(costs: readonly Cost[]): Cost {
  return {
    cpuMs: costs.reduce((sum, { cpuMs }) => sum + cpuMs, 0),
    memoryMB: Math.max(...costs.map(({ memoryMB }) => memoryMB)),
    wallMs: Math.max(...costs.map(({ wallMs }) => wallMs)),
  };
}

/** The costs of several tools, run in turn so that a busy minute hits all of them alike. A tool that fails is left out. */
export function costsOf(tools: readonly Tool[], rounds: number): ReadonlyMap<string, Cost> {
  const all = new Map<string, Cost[]>();
  const failed = new Set<string>();
  for (let round = 0; round < rounds; round++) {
    for (const tool of tools.filter(({ name }) => !failed.has(name))) {
      try {
        all.set(tool.name, [...(all.get(tool.name) ?? []), costOf(tool)]);
      } catch (error) {
        failed.add(tool.name);
        console.error(error instanceof Error ? error.message : error);
      }
    }
  }
  const middle = (costs: readonly Cost[], key: keyof Cost) =>
    costs.map((cost) => cost[key]).sort((a, b) => a - b)[costs.length >> 1] ?? Number.NaN;
  const entries = [...all].filter(([name]) => !failed.has(name));
  return new Map(
    entries.map(([name, costs]) => [
      name,
      { cpuMs: middle(costs, "cpuMs"), memoryMB: middle(costs, "memoryMB"), wallMs: middle(costs, "wallMs") },
    ]),
  );
}
