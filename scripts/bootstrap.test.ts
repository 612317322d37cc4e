import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  colourSettings,
  compareVersions,
  exitCode,
  explainInstallFailure,
  installEnvironment,
  isUnexplained,
  MINIMUM_NODE,
  needsInstall,
  nodeTooOld,
  PNPM,
} from "./bootstrap-decisions.mjs";

const manifest = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as {
  packageManager: string;
  engines: { node: string };
};

describe("Node version", () => {
  it.each(["20.19.0", "20.20.2", "22.0.0", "24.21.0", "100.0.0"])("accepts %s", (version) => {
    expect(nodeTooOld(version)).toBeUndefined();
  });

  it.each(["9.11.2", "18.20.4", "20.9.0", "20.18.3"])(
    "refuses %s in one line that says how to fix it",
    (version) => {
      const message = nodeTooOld(version);
      expect(message).toContain(version);
      expect(message).toContain("install Node 20.19.0 or newer");
      expect(message).not.toContain("\n");
    },
  );

  it("compares numbers, not text, and ignores a pre-release mark", () => {
    expect(compareVersions("20.9.0", "20.19.0")).toBeLessThan(0);
    expect(compareVersions("20.19.0-nightly", "20.19.0")).toBe(0);
  });
});

describe("needsInstall", () => {
  it.each([
    { case: "nothing was installed", stamp: undefined, toolsPresent: false, expected: true },
    { case: "an install was cut short", stamp: undefined, toolsPresent: true, expected: true },
    { case: "the lockfile changed", stamp: "old", toolsPresent: true, expected: true },
    { case: "the tools were removed", stamp: "new", toolsPresent: false, expected: true },
    { case: "all is in place", stamp: "new", toolsPresent: true, expected: false },
  ])("is $expected when $case", ({ stamp, toolsPresent, expected }) => {
    expect(needsInstall({ stamp, wanted: "new", toolsPresent })).toBe(expected);
  });
});

describe("explainInstallFailure", () => {
  it.each([
    ["npm error code ENOTFOUND", "Check the network"],
    ["npm error code EAI_AGAIN", "Check the network"],
    ["connect ECONNREFUSED 127.0.0.1:443", "Check the network"],
    ["ERR_PNPM_OUTDATED_LOCKFILE Cannot install", "commit the lockfile"],
    ["ENOSPC: no space left on device", "disk is full"],
    ["EACCES: permission denied, mkdir", "not writable"],
    ["Error: spawnSync npx ENOENT", "Install npm"],
  ])("turns %j into one line", (output, advice) => {
    expect(explainInstallFailure(output)).toContain(advice);
    expect(explainInstallFailure(output)).not.toContain("\n");
    expect(isUnexplained(output)).toBe(false);
  });

  it("points at the installer's output when the cause is unknown", () => {
    expect(isUnexplained("something odd")).toBe(true);
    expect(explainInstallFailure("something odd")).toContain("above");
  });
});

it("installs without questions, and keeps what the caller has set", () => {
  const environment = installEnvironment({
    HOME: "/home/a",
    npm_config_cache: "/c",
    npm_config_fetch_retries: "5",
  });
  expect(environment).toMatchObject({ CI: "true", HOME: "/home/a", npm_config_cache: "/c" });
  expect(environment).toHaveProperty("npm_config_fetch_retries", "5");
  expect(installEnvironment({ HOME: "", npm_config_cache: "~/.npm" })).not.toHaveProperty("npm_config_cache");
});

it("leaves colours out of pipes and logs unless they are asked for", () => {
  expect(colourSettings(true, {})).toEqual({});
  expect(colourSettings(false, {})).toEqual({ NO_COLOR: "1" });
  expect(colourSettings(false, { FORCE_COLOR: "1" })).toEqual({});
});

it("reports a signal the way a shell does", () => {
  expect(exitCode(3, undefined)).toBe(3);
  expect(exitCode(null, 15)).toBe(143);
});

it("agrees with package.json on the versions", () => {
  expect(manifest.packageManager).toBe(PNPM);
  expect(`${manifest.engines.node}.0`).toBe(`>=${MINIMUM_NODE}`);
});
