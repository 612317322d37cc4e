import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { findChromium } from "./chromium.ts";
import type { Command } from "./run-command.ts";

/** How a runtime gets the program: with the packages as installed, or all in one file. */
export type Packaging = "installed" | "bundled";

/** A runtime that the packages have to run on. */
export interface Runtime {
  readonly name: string;
  readonly entry: "main" | "worker";
  readonly packaging: Packaging;
  /** Prints the version. */
  readonly version: Command;
  /** Runs a program file. A browser is shown `pageUrl`, a page with the program. */
  readonly run: (program: string, pageUrl: string) => Command;
  /** Runs a line of CommonJS, where there is `require`. */
  readonly runScript?: (script: string) => Command;
  /** Whether it never ends by itself. */
  readonly isBrowser?: boolean;
  /** Why it cannot run here. */
  readonly missing?: string;
}

const modules = fileURLToPath(new URL("../node_modules/", import.meta.url));

/** All of them, oldest Node first. */
export async function allRuntimes(): Promise<Runtime[]> {
  return [...["20", "22", "24", "26"].map(node), bun(), deno(), workerd(), await chromium()];
}

function node(major: string): Runtime {
  const command = join(modules, `node${major}`, "bin", "node");
  // The warning is about JSON modules, on Node 20.
  const flags = ["--disable-warning=ExperimentalWarning"];
  return {
    name: `Node ${major}`,
    entry: "main",
    packaging: "installed",
    version: { command, args: ["--version"] },
    run: (program) => ({ command, args: [...flags, program] }),
    runScript: (script) => ({ command, args: [...flags, "--input-type=commonjs", "--eval", script] }),
    ...missingUnless(command),
  };
}

function bun(): Runtime {
  const command = join(modules, ".bin", "bun");
  return {
    name: "Bun",
    entry: "main",
    packaging: "installed",
    version: { command, args: ["--version"] },
    run: (program) => ({ command, args: [program] }),
    runScript: (script) => ({ command, args: ["--eval", script] }),
    ...missingUnless(command),
  };
}

function deno(): Runtime {
  const command = join(modules, ".bin", "deno");
  return {
    name: "Deno",
    entry: "main",
    packaging: "installed",
    version: { command, args: ["--version"] },
    // Nothing but the network is allowed: no reading of the environment.
    run: (program) => ({ command, args: ["run", "--no-remote", "--no-prompt", "--allow-net", program] }),
    ...missingUnless(command),
  };
}

function workerd(): Runtime {
  const command = join(modules, ".bin", "workerd");
  return {
    name: "workerd",
    entry: "worker",
    packaging: "bundled",
    version: { command, args: ["--version"] },
    run: (program) => ({ command, args: ["test", program.replace(/\.js$/, ".capnp")] }),
    ...missingUnless(command),
  };
}

async function chromium(): Promise<Runtime> {
  const { command = "chromium", missing } = await findChromium();
  // Root has no sandbox, and a container little shared memory.
  const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"];
  return {
    name: "Chromium",
    entry: "main",
    packaging: "bundled",
    isBrowser: true,
    version: { command, args: ["--version", "--no-sandbox"] },
    run: (program, pageUrl) => ({
      command,
      args: [...flags, `--user-data-dir=${program}.profile`, "--remote-debugging-port=0", pageUrl],
    }),
    ...(missing !== undefined && { missing }),
  };
}

function missingUnless(command: string): Pick<Runtime, "missing"> {
  return existsSync(command) ? {} : { missing: `not published for ${process.platform}-${process.arch}` };
}
