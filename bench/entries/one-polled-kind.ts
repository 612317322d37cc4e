// One kind of job that is polled, run to its end in the leanest way: engine, client and openapi-fetch included.
import { runJob } from "@jobwire/job-utils";
import { codeRun, createNullspace } from "@jobwire/nullspace";

console.log(await runJob(createNullspace(), codeRun, "createCodeRun", { id: "sb_1", code: "print(1)" }));
