// What waits for jobs, without a client.
export { bindJobs } from "@jobwire/job-utils";
