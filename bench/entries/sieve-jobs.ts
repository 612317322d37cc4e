// All of Sieve: every operation and every kind of job.
export { createSieve } from "@jobwire/sieve/jobs";
