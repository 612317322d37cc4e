// The client of Nia, without jobs.
export { createNia } from "@jobwire/nia";
