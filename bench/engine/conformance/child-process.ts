import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Peer } from "./peer.ts";

/** What a process is to do: see child.ts. */
export type Scenario = "hold" | "let go" | "abort" | "restore";

/** What became of a process. */
export interface ChildOutcome {
  readonly isOver: boolean;
  /** Since the moment from which it had nothing to do. */
  readonly afterMs: number;
  readonly output: string;
}

/** Runs a scenario in a process of its own, and ends it when it takes too long. */
export function runChild(
  peer: Peer,
  scenario: Scenario,
  settings: { readonly origin?: string; readonly ref?: string },
  withinMs: number,
): Promise<ChildOutcome> {
  const program = fileURLToPath(new URL("child.ts", import.meta.url));
  const input = [
    ...process.execArgv,
    program,
    peer.package,
    scenario,
    settings.origin ?? "",
    settings.ref ?? "",
  ];
  const child = spawn(process.execPath, input, { stdio: ["ignore", "pipe", "ignore"] });
  let output = "";
  let idleAt = Number.POSITIVE_INFINITY;
  let isStopped = false;
  child.stdout.on("data", (data: Buffer) => {
    // The first word tells that from now on only the library's own work is left.
    if (output === "") {
      idleAt = performance.now();
      setTimeout(() => {
        isStopped = true;
        child.kill();
      }, withinMs).unref();
    }
    output += data;
  });
  return new Promise((resolve) => {
    child.once("close", () => {
      resolve({
        isOver: !isStopped,
        afterMs: performance.now() - idleAt,
        output: output.replace("idle\n", ""),
      });
    });
  });
}
