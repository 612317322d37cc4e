// One kind of job that is polled, run to its end: engine, client and openapi-fetch included.
import { bindJobs } from "@jobwire/job-utils";
import { codeRun, createNullspace } from "@jobwire/nullspace";

const { codeRun: kind } = bindJobs(createNullspace(), { codeRun });
console.log(await kind.run({ id: "sb_1", code: "print(1)" }));
