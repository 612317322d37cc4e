import type { Pagination } from "../operation.ts";
import { atPointer } from "../pointer.ts";

type Place = { readonly body: string } | { readonly header: string };

/** What deciding about the next page needs of an answer. */
export interface PageAnswer {
  readonly raw: unknown;
  header(name: string): string | undefined;
}

function valueAt(place: Place, { raw, header }: PageAnswer): unknown {
  return "body" in place ? atPointer(raw, place.body) : header(place.header);
}

/** The position after a page, to be sent as `pagination.param`; `undefined` after the last page. */
export function nextPosition(
  pagination: Pagination,
  input: Readonly<Record<string, unknown>>,
  answer: PageAnswer,
  count: number,
): string | number | undefined {
  const { next, end, param } = pagination;
  if (!next) return hasMore(pagination, input, answer, count) ? Number(input[param] ?? 0) + count : undefined;
  const position = valueAt(next, answer);
  if (position === undefined || position === null || position === "") return undefined;
  const isEnd = typeof position !== "object" && String(position) === String(end);
  return isEnd ? undefined : (position as string | number);
}

/** Whether a counted list goes on: the server says so, or the page is full, or, if neither is known, it is not empty. */
function hasMore(
  { more, size }: Pagination,
  input: Readonly<Record<string, unknown>>,
  answer: PageAnswer,
  count: number,
): boolean {
  const said = more && valueAt(more, answer);
  if (said !== undefined && said !== null) return said === true || said === "true";
  const limit = size === undefined ? undefined : input[size];
  return limit === undefined ? count > 0 : count >= Number(limit);
}
