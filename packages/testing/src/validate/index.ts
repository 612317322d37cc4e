export type { Issue } from "./issue.ts";
export { type ValidateOptions, validate } from "./validate.ts";
