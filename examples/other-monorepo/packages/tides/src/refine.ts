import type { Refinements } from "./generated/jobs.js";

/** What the document cannot say of single kinds. It may improve a job's fields and never decides a status. */
export const refine: Refinements = {};
