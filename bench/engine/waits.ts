/**
 * A hundred thousand jobs that are waited for in one process, with one signal and a body of 2 KB each: heap and CPU, ours
 * beside @azure/core-lro. Each runs in a process of its own, so that nothing is shared. Prints Markdown.
 */
import { spawnSync } from "node:child_process";
import { cpus, loadavg } from "node:os";
import { fileURLToPath } from "node:url";

const jobs = Number(process.argv[2] ?? 100_000);
const program = fileURLToPath(new URL("measure-waits.ts", import.meta.url));

/** What one process measured, for one job and one poll. */
interface Figures {
  readonly heapBytes: number;
  readonly polls: number;
  readonly cpuMicroseconds: number;
}

/** The middle of three runs by CPU time; other programs on the machine disturb it. */
function measure(subject: string): Figures {
  const runs = [1, 2, 3].map(() => measureOnce(subject));
  const sorted = runs.sort((one, other) => one.cpuMicroseconds - other.cpuMicroseconds);
  return sorted[1] ?? measureOnce(subject);
}

function measureOnce(subject: string): Figures {
  const flags = ["--expose-gc", "--conditions=@jobwire/source", "--max-old-space-size=8000", "--no-warnings"];
  const { stdout, stderr, status } = spawnSync(process.execPath, [...flags, program, subject, String(jobs)], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`${subject}: ${stderr}`);
  return JSON.parse(stdout) as Figures;
}

const alone = measure("reads");
const subjects = { "Jobwire: `handle.wait()`": "jobwire", "@azure/core-lro: `pollUntilDone()`": "core-lro" };
const rows = Object.entries(subjects).map(([name, subject]) => {
  const { heapBytes, cpuMicroseconds, polls } = measure(subject);
  const heap = ((heapBytes - alone.heapBytes) / 1000).toFixed(2);
  return `| ${name} | ${heap} KB | ${(cpuMicroseconds - alone.cpuMicroseconds).toFixed(1)} µs | ${polls} |`;
});
const [average] = loadavg();
console.log(
  [
    `\`node --conditions=@jobwire/source bench/engine/waits.ts ${jobs}\`, ${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model.trim()}, load ${average?.toFixed(1)}.`,
    `A body takes ${(alone.heapBytes / 1000).toFixed(2)} KB, a read by itself ${alone.cpuMicroseconds.toFixed(1)} µs; both are taken off. CPU is the middle of three runs.`,
    "",
    "| | heap per wait beside the body | CPU per poll beside the read | polls measured |",
    "|---|--:|--:|--:|",
    ...rows,
  ].join("\n"),
);
