/** Checks what no compiler checks: identical provider packages, the dependency arrow, the lockfile. */
import { fileURLToPath } from "node:url";
import { ARROW, arrowFaults, PROVIDER_ARROW } from "./workspace/arrow.ts";
import { type Fault, faultLine } from "./workspace/fault.ts";
import { lockfileFaults } from "./workspace/lockfile.ts";
import { fileSetFaults, manifestFaults, providerNameFaults } from "./workspace/providers.ts";
import { Workspace } from "./workspace/read-workspace.ts";
import { singleUseFaults } from "./workspace/single-use.ts";

const workspace = new Workspace(fileURLToPath(new URL("..", import.meta.url)));
const names = workspace.providers();
const providers = names.map((name) => workspace.provider(name));
const published = workspace.packages().filter((name) => name !== "contract-tests");

const faults: Fault[] = [
  ...fileSetFaults(providers),
  ...manifestFaults(providers),
  ...published.flatMap((name) => {
    const allowance = names.includes(name) ? PROVIDER_ARROW : ARROW[name];
    if (allowance === undefined) {
      return [
        {
          where: `packages/${name}`,
          message: "has no place in the dependency arrow (scripts/workspace/arrow.ts)",
        },
      ];
    }
    return workspace.sources(name).flatMap((file) => arrowFaults(file, name, allowance));
  }),
  ...singleUseFaults(published.flatMap((name) => workspace.sources(name))),
  ...providerNameFaults(workspace.sources("job-utils"), names),
  ...lockfileFaults(workspace.text("pnpm-lock.yaml")),
  ...lockfileFaults(workspace.text("runtimes/pnpm-lock.yaml"), "runtimes/pnpm-lock.yaml"),
  ...lockfileFaults(workspace.text("scripts/mutation/pnpm-lock.yaml"), "scripts/mutation/pnpm-lock.yaml"),
];

for (const fault of faults) console.error(faultLine(fault));
console.log(
  `workspace: ${providers.length} providers, ${published.length} packages, ${faults.length} faults`,
);
if (faults.length > 0) process.exitCode = 1;
