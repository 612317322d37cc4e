// One kind of job that is polled, run to its end in the leanest way: engine, its client and openapi-fetch included.
import { runJob } from "@jobwire/job-utils";
import { codeRun, createCodeRunClient } from "@jobwire/nullspace";

console.log(await runJob(createCodeRunClient(), codeRun, "createCodeRun", { id: "sb_1", code: "print(1)" }));
