// All of Nia: every operation and every kind of job.
export { createNia } from "@jobwire/nia/jobs";
