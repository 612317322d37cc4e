import { isObject } from "../json/json.ts";

/** What is wrong with a request: HTTP statuses that fit, and the reason. */
export interface Fault400 {
  readonly statuses: readonly number[];
  readonly reason: string;
  readonly pointer?: string;
}

/** Statuses for a request that is not what the document says. */
export const invalid: readonly number[] = [400, 422];

/** Whether a check found something wrong. */
export function isFault(value: unknown): value is Fault400 {
  return isObject(value) && "statuses" in value && "reason" in value;
}
