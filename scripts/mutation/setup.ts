/** A mutant is dead at the first counterexample: looking for a smaller one takes most of a run. */
import fc from "fast-check";
import "../vitest-setup.ts";

fc.configureGlobal({ ...fc.readConfigureGlobal(), endOnFailure: true });
