import { runChecks } from "./run-checks.ts";

// workerd wants the default export.
export default { test: runChecks };
