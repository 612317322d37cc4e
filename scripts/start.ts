/** The main job: compiles every spec into its package, then runs jobs of all providers against the simulated APIs. */
import { compileSpecs } from "./demo/compile-specs.ts";

const print = (line: string) => console.log(line);

if (await compileSpecs(print)) {
  // Imported only now: the demo loads the packages that were just compiled.
  const { runDemo } = await import("./demo/run-demo.ts");
  process.exitCode = (await runDemo(print)) ? 0 : 1;
} else {
  process.exitCode = 1;
}
