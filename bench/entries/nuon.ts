// The client of Nuon, without jobs.
export { createNuon } from "@jobwire/nuon";
