import { firstHolding, withValueAt } from "../json/pointer.ts";
import type { KindModel } from "../spec/kind.ts";
import type { SpecModel } from "../spec/model.ts";
import {
  jsonOf,
  type OperationModel,
  type ResponseModel,
  responseFor,
  successOf,
} from "../spec/operation.ts";
import type { Answer } from "./exchange.ts";

/** Name of the response header that says why a request was refused. */
const reasonHeader = "x-simulator-refusal";

/** The error that the document declares for the first of some statuses; one made up if it declares none of them. */
export function declaredError(
  spec: SpecModel,
  operation: OperationModel | undefined,
  statuses: readonly number[],
  reason?: string,
): Answer {
  const found = operation && declaredStatus(operation, statuses);
  const status = found?.status ?? statuses[0] ?? 400;
  const example = jsonOf(found?.response.media)?.examples[0];
  const body =
    example === undefined
      ? madeUpError(spec, reason ?? `status ${status}`)
      : withMessage(spec, example, reason);
  return { status, body, headers: reason === undefined ? {} : { [reasonHeader]: headerText(reason) } };
}

/** Whether an operation declares one of some statuses, by itself or by its class (`4XX`). */
export function declaredStatus(
  operation: OperationModel,
  statuses: readonly number[],
): { readonly status: number; readonly response: ResponseModel } | undefined {
  for (const key of [
    (status: number) => String(status),
    (status: number) => `${Math.floor(status / 100)}XX`,
  ]) {
    for (const status of statuses) {
      const response = responseFor(operation, key(status));
      if (response !== undefined) return { status, response };
    }
  }
  const [status = 400] = statuses;
  const response = responseFor(operation, "default");
  return response && { status, response };
}

/** The declared success of an operation, with its example. */
export function declaredSuccess(operation: OperationModel): Answer {
  const response = successOf(operation);
  const status = Number(response?.status) || 200;
  const media = jsonOf(response?.media);
  if (media !== undefined) return { status, headers: {}, body: media.examples[0] };
  const [other] = response?.media ?? [];
  if (other === undefined) return { status, headers: {} };
  return { status, headers: {}, body: String(other.examples[0] ?? ""), contentType: other.type };
}

/** Whether an operation answers with the same schema as the read of a kind. */
export function answersLike({ deref }: SpecModel, operation: OperationModel, { read }: KindModel): boolean {
  const here = deref(jsonOf(successOf(operation)?.media)?.schema);
  return here !== undefined && here === deref(jsonOf(successOf(read)?.media)?.schema);
}

function withMessage(spec: SpecModel, body: unknown, reason: string | undefined): unknown {
  const pointer = firstHolding(body, spec.errorMessage);
  return reason === undefined || pointer === undefined ? body : withValueAt(body, pointer, reason);
}

function madeUpError({ errorMessage }: SpecModel, reason: string): unknown {
  return withValueAt({}, errorMessage[0] ?? "/error", reason);
}

/** Header values are bytes: what is not printable ASCII becomes a question mark. */
function headerText(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, "?");
}
