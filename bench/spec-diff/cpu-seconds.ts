import { existsSync, readFileSync } from "node:fs";

const ticksPerSecond = 100;

/** Seconds of CPU of this process, and on Linux of the compilers that it waited for. */
export function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6 + childSeconds();
}

/** `cutime` and `cstime` of proc(5). */
function childSeconds(): number {
  if (!existsSync("/proc/self/stat")) return 0;
  const fields = readFileSync("/proc/self/stat", "utf8").split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[13]) + Number(fields[14])) / ticksPerSecond;
}
