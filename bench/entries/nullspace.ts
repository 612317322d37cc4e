// The client of Nullspace, without jobs.
export { createNullspace } from "@jobwire/nullspace";
