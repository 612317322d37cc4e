/**
 * Measures the clients beside their peers, from packed tarballs in a project outside the workspace: bundles, `import()`,
 * CPU per request, type instantiations. Prints Markdown; `docs/measurements.md` holds a run. Needs a quiet machine.
 */
import { cpus } from "node:os";
import { bundlesBesidePeers } from "./bundles-beside-peers.ts";
import { importTime } from "./import-time.ts";
import { createMeasuredProject } from "./measured-project.ts";
import { requestCost } from "./request-cost.ts";
import { typeCost } from "./type-cost.ts";

await using project = await createMeasuredProject();
const { folder, peers } = project;
console.log(
  [
    `${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, ${process.platform}-${process.arch}, ${cpus().length} × ${cpus()[0]?.model.trim()}.`,
    `Peers: ${peers.join(", ")}.`,
  ].join("\n"),
);
for (const measure of [bundlesBesidePeers, importTime, requestCost, typeCost]) {
  console.log(`\n${await measure(folder)}`);
}
