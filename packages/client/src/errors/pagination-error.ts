import { ApiError } from "./api-error.ts";

/** The pages of a list do not lead on: the same position came twice or none that can be sent, or a page has no array of items. */
export class PaginationError extends ApiError {
  override get name(): string {
    return "PaginationError";
  }
}
