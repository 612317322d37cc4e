// All of Nuon: every operation and every kind of job.
export { createNuon } from "@jobwire/nuon/jobs";
