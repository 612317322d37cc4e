/** What a document says of a kind, or a part of it. */
export type Tree = Readonly<Record<string, unknown>>;

/** A kind with one thing changed, and what that was, as a sentence. */
export type Change = readonly [name: string, source: Tree];

/** A copy of a list with another item at one place. */
export function replaced<Item>(items: readonly Item[], index: number, by: Item): readonly Item[] {
  return items.map((item, at) => (at === index ? by : item));
}

/** A copy of a list without the item at one place. */
export function withoutAt<Item>(items: readonly Item[], index: number): readonly Item[] {
  return items.filter((_, at) => at !== index);
}
