import type { JobSource } from "./job-source.ts";
import { findOperation, isObjectBody, type KindContext, type Target } from "./kind-context.ts";
import { boundByStart } from "./read-start.ts";
import type { JobFacts } from "./scopes.ts";

/** The read operation and its parameters: the last of the path is the id. */
export function readFacts(context: KindContext, source: JobSource): JobFacts | undefined {
  const at = [...context.at, "read"];
  const read = findOperation(context, source.read, at);
  if (read === undefined) return undefined;
  const [body, ...others] = read.success.json;
  if (body === undefined || others.length > 0) {
    const fact =
      body === undefined
        ? `${read.id} answers with no JSON body`
        : `the 2xx answers of ${read.id} have several schemas`;
    context.report.error(at, fact, "the JSON body of read is the job: declare one schema for it");
    return undefined;
  }
  if (read.success.mayBeEmpty) {
    context.report.error(at, `a 2xx answer of ${read.id} has no body`, "the JSON body of read is the job");
    return undefined;
  }
  if (!isObjectBody(context, body.schema)) {
    context.report.error(at, `the body of ${read.id} is no object`, "a job is a JSON object");
    return undefined;
  }
  const idParameter = read.parameters.filter((parameter) => parameter.in === "path").at(-1);
  if (idParameter === undefined) {
    context.report.error(
      at,
      `the path of ${read.id} has no parameter`,
      "the last path parameter of read is the job id",
    );
    return undefined;
  }
  const target: Target = { node: body.schema, name: `the body of ${read.id}` };
  const params = boundByStart(source, read, idParameter);
  return { read, idParameter, params, body: target };
}
