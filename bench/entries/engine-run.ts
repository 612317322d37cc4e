// What starts one polled kind of job and waits for it, without a client.
export { runJob } from "@jobwire/job-utils";
