// All of Nullspace: every operation and every kind of job.
export { createNullspace } from "@jobwire/nullspace/jobs";
