/**
 * The client of the Nullspace API: named operations, the types of its schemas, and its kinds of job as values.
 * The list of names is generated, so that a change of the API needs no change here.
 */
export * from "./generated/index.ts";
export { artifactBytes, artifactsOf, type RunArtifact } from "./helpers.ts";
