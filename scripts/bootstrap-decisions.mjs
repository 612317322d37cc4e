/**
 * The decisions of bootstrap.mjs, free of I/O. Plain JavaScript that an old Node can still parse:
 * its first task is to say that the Node is too old.
 */

/** The oldest Node that can install and start the workspace. */
export const MINIMUM_NODE = "20.19.0";

/** The package manager that bootstrap.mjs fetches; the same version as in package.json. */
export const PNPM = "pnpm@12.21.0";

/**
 * What each command runs, relative to the repository root, on the Node of node_modules.
 * @type {Readonly<Record<string, { script: string, args: readonly string[] }>>}
 */
export const TASKS = {
  start: { script: "scripts/start.ts", args: [] },
  test: { script: "node_modules/vitest/vitest.mjs", args: ["run"] },
};

/**
 * Compares two `major.minor.patch` versions; negative when `a` is older than `b`.
 * @param {string} a
 * @param {string} b
 * @returns {number}
 */
export function compareVersions(a, b) {
  const right = b.split(/[.-]/, 3).map(Number);
  const differences = a.split(/[.-]/, 3).map((part, index) => Number(part) - (right[index] ?? 0));
  return differences.find((difference) => difference !== 0) ?? 0;
}

/**
 * One line on what is wrong with the running Node, or undefined when it is new enough.
 * @param {string} version without the leading "v"
 * @returns {string | undefined}
 */
export function nodeTooOld(version) {
  if (compareVersions(version, MINIMUM_NODE) >= 0) return undefined;
  return `Node ${version} is too old: install Node ${MINIMUM_NODE} or newer (https://nodejs.org/en/download), then run the command again.`;
}

/**
 * Whether node_modules has to be installed again. The stamp is written after a successful install.
 * @param {{ stamp: string | undefined, wanted: string, toolsPresent: boolean }} state
 * @returns {boolean}
 */
export function needsInstall({ stamp, wanted, toolsPresent }) {
  return !toolsPresent || stamp !== wanted;
}

/**
 * The environment of the installer. CI: it never asks a question. Few retries: without a network the answer
 * should come soon. A HOME that is the empty string would put npm's cache into a folder "~" of the checkout.
 * @param {Readonly<Record<string, string | undefined>>} environment
 * @returns {Record<string, string | undefined>}
 */
export function installEnvironment(environment) {
  const defaults = { CI: "true", npm_config_fetch_retries: "1", npm_config_fetch_retry_mintimeout: "1000" };
  const { HOME, npm_config_cache, ...others } = environment;
  return HOME === "" ? { ...defaults, ...others } : { ...defaults, ...environment };
}

/** @type {ReadonlyArray<readonly [RegExp, string]>} */
const CAUSES = [
  [
    /OUTDATED_LOCKFILE|LOCKFILE_CONFIG_MISMATCH/,
    `pnpm-lock.yaml does not match the package.json files. Run "npx --yes ${PNPM} install" and commit the lockfile.`,
  ],
  [/ENOSPC/, "the disk is full. Free about 1 GB, then run the command again."],
  [
    /EACCES|EPERM|EROFS/,
    "a folder is not writable. Check the rights of this folder and of your home folder.",
  ],
  [
    /ENOENT.*npx|npx.*ENOENT/,
    "npx was not found. Install npm (it comes with Node), then run the command again.",
  ],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|META_FETCH_FAIL|network/i,
    "the package registry cannot be reached. Check the network, proxy or npm registry setting, then run the command again.",
  ],
];

/**
 * One line on why an install failed and how to fix it.
 * @param {string} output what the installer printed
 * @returns {string}
 */
export function explainInstallFailure(output) {
  const known = CAUSES.find(([pattern]) => pattern.test(output));
  return `Cannot install the dependencies: ${known ? known[1] : "the installer's output is above."}`;
}

/**
 * Whether the installer's own output has to be shown beside the explanation.
 * @param {string} output what the installer printed
 * @returns {boolean}
 */
export function isUnexplained(output) {
  return !CAUSES.some(([pattern]) => pattern.test(output));
}

/**
 * What the task's environment gets in addition: no colours in a pipe or a log, unless they are asked for.
 * @param {boolean} isTerminal
 * @param {Readonly<Record<string, string | undefined>>} environment
 * @returns {Record<string, string>}
 */
export function colourSettings(isTerminal, environment) {
  return isTerminal || environment.FORCE_COLOR !== undefined ? {} : { NO_COLOR: "1" };
}

/**
 * The exit code of a child process, in the shell's convention for signals.
 * @param {number | null} code
 * @param {number | undefined} signalNumber
 * @returns {number}
 */
export function exitCode(code, signalNumber) {
  return code ?? 128 + (signalNumber ?? 0);
}
