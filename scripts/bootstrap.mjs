/**
 * `npm start` and `npm test` begin here: any Node ≥ 20.19 and npm are enough. Installs the dependencies
 * where needed, then runs the task on the Node that they bring along.
 */
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { constants } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  colourSettings,
  exitCode,
  explainInstallFailure,
  installEnvironment,
  isUnexplained,
  needsInstall,
  nodeTooOld,
  PNPM,
  TASKS,
} from "./bootstrap-decisions.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const isWindows = process.platform === "win32";
const node = join(root, "node_modules", "node", "bin", isWindows ? "node.exe" : "node");
const stampFile = join(root, "node_modules", ".jobwire-installed");

/** @param {string} message @returns {never} */
function fail(message) {
  console.error(message);
  process.exit(1);
}

/** The state of the lockfile on this kind of machine. */
function wantedStamp() {
  const lock = readFileSync(join(root, "pnpm-lock.yaml"));
  return `${createHash("sha256").update(lock).digest("hex")} ${process.platform} ${process.arch}\n`;
}

/** @param {string} wanted */
function install(wanted) {
  console.log("Installing the dependencies (about a minute the first time) …");
  const command = ["--yes", PNPM, "install", "--frozen-lockfile"];
  const { status, stdout, stderr, error } = spawnSync("npx", command, {
    cwd: root,
    encoding: "utf8",
    shell: isWindows,
    stdio: ["ignore", "pipe", "pipe"],
    maxBuffer: 64 * 1024 * 1024,
    env: installEnvironment(process.env),
  });
  if (status !== 0) {
    const output = `${stdout ?? ""}${stderr ?? ""}${error ?? ""}`;
    if (isUnexplained(output)) console.error(output);
    fail(explainInstallFailure(output));
  }
  writeFileSync(stampFile, wanted);
}

const [name = "", ...extra] = process.argv.slice(2);
const task =
  TASKS[name] ?? fail(`Usage: node scripts/bootstrap.mjs ${Object.keys(TASKS).join("|")} [arguments]`);

const tooOld = nodeTooOld(process.versions.node);
if (tooOld !== undefined) fail(tooOld);

const wanted = wantedStamp();
const stamp = existsSync(stampFile) ? readFileSync(stampFile, "utf8") : undefined;
if (needsInstall({ stamp, wanted, toolsPresent: existsSync(node) })) install(wanted);

const script = join(root, task.script);
if (!existsSync(script)) fail(`Cannot run "npm ${name}": ${task.script} does not exist in this checkout.`);

const child = spawn(node, ["--conditions=@jobwire/source", script, ...task.args, ...extra], {
  cwd: root,
  stdio: "inherit",
  env: {
    ...process.env,
    ...colourSettings(process.stdout.isTTY === true, process.env),
    PATH: join(root, "node_modules", ".bin") + delimiter + process.env.PATH,
  },
});
// Ctrl-C reaches the child as well; wait for its answer.
process.on("SIGINT", () => {});
process.on("SIGTERM", () => child.kill("SIGTERM"));
child.on("close", (code, signal) => {
  process.exitCode = exitCode(code, signal ? constants.signals[signal] : undefined);
});
