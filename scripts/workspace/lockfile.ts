import type { Fault } from "./fault.ts";

/** A fault for each line of a lockfile that ties it to one registry or download address. */
export function lockfileFaults(lockfile: string, where = "pnpm-lock.yaml"): Fault[] {
  return lockfile
    .split("\n")
    .flatMap((line, index) =>
      /https?:\/\/|\btarball:/.test(line)
        ? [{ where: `${where}:${index + 1}`, message: "names a registry host or a tarball address" }]
        : [],
    );
}
