/** The relations of a kind that name operations beside `read`. */
export type Key = "start" | "await" | "stream" | "cancel" | "list";

/** What readers call them. */
export const relationNames: Readonly<Record<Key, string>> = {
  start: "the start",
  await: "the long poll",
  stream: "the stream of events",
  cancel: "the call that cancels",
  list: "the call that lists",
};
