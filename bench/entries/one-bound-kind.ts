// One kind of job with all that can be done with it: handles, refs, watching, streams, lists, cancelling.
import { bindJobs } from "@jobwire/job-utils";
import { codeRun, createNullspace } from "@jobwire/nullspace";

const { codeRun: kind } = bindJobs(createNullspace(), { codeRun });
console.log(await kind.run({ id: "sb_1", code: "print(1)" }));
