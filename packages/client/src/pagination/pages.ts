import { callOperation } from "../call-operation.ts";
import type { Pages } from "../client.ts";
import type { Context } from "../context.ts";
import { PaginationError } from "../errors/pagination-error.ts";
import type { Operation, Pagination } from "../operation.ts";
import type { PageOptions } from "../options.ts";
import { createCall, factsOf } from "../pipeline/call.ts";
import { atPointer } from "../pointer.ts";
import { nextPosition } from "./next-position.ts";

/** The pages of a list, each fetched when it is asked for. */
export function openPages(
  context: Context,
  name: string,
  operation: Operation & { readonly pagination: Pagination },
  input: object = {},
  options: PageOptions = {},
): Pages<unknown> {
  const { param, items: pointer } = operation.pagination;
  const { maxPages = Number.POSITIVE_INFINITY, maxItems = Number.POSITIVE_INFINITY } = options;
  const stuck = (problem: string) => {
    const facts = factsOf(createCall(context, name, operation, "body", options), false);
    return new PaginationError(problem, { ...facts, mayHaveBeenSent: true });
  };

  async function* pages(): AsyncGenerator<readonly unknown[]> {
    let asked = input as Readonly<Record<string, unknown>>;
    const seen = new Set([asked[param]]);
    for (let left = maxItems, page = 1; page <= maxPages && left > 0; page++) {
      const reply = await callOperation(context, name, operation, "body", asked, options);
      const items = atPointer(reply.raw, pointer) ?? [];
      if (!Array.isArray(items)) throw stuck(`page ${page} has no list at "${pointer}"`);
      yield items.slice(0, left);
      left -= items.length;
      const position = nextPosition(operation.pagination, asked, reply, items.length);
      if (position === undefined) return;
      // An object equals no other, and would lead on for ever.
      if (seen.has(position) || typeof position === "object")
        throw stuck(`"${param}" came to no new position`);
      seen.add(position);
      asked = { ...asked, [param]: position };
    }
  }
  async function* items(): AsyncGenerator<unknown> {
    for await (const page of pages()) yield* page;
  }
  return { [Symbol.asyncIterator]: pages, items };
}
