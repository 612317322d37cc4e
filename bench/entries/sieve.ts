// The client of Sieve, without jobs.
export { createSieve } from "@jobwire/sieve";
