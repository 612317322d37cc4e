#!/usr/bin/env node
import * as nodeModule from "node:module";

// Compiling TypeScript's own code takes a tenth of a cold run; Node ≥ 22.8 can keep what it compiled.
nodeModule.enableCompileCache?.();
const { run } = await import("./run.ts");

/** Ends what goes on until it is ended. A command that does not ask for it is ended by the signal itself. */
function endedBySignal(): AbortSignal {
  const ended = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => ended.abort());
  return ended.signal;
}

process.exitCode = await run(process.argv.slice(2), {
  folder: process.cwd(),
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  get signal() {
    return endedBySignal();
  },
  isTerminal: process.stderr.isTTY === true,
});
