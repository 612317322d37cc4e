// The client of an API by hand, which needs no events, pages, forms and query styles.
export { createClientWith } from "@jobwire/client";
