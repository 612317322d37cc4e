import { valueAt } from "../json/pointer.ts";
import { eventsOf, type OperationModel } from "../spec/operation.ts";
import { declaredSuccess } from "./declared.ts";
import type { Answer, CheckedRequest, StreamEvent } from "./exchange.ts";
import { pageOf } from "./page.ts";
import { asksForEvents } from "./stream.ts";
import type { World } from "./world.ts";

/** Answers an operation that is about no job: by the document's examples, as a stream or a page where it is one. */
export function answerOther(world: World, request: CheckedRequest): Answer {
  const { operation } = request;
  if (asksForEvents(request, undefined)) return exampleEvents(operation);
  const success = declaredSuccess(operation);
  const { pagination } = operation;
  const items = pagination && valueAt(success.body, pagination.items);
  if (pagination === undefined || !Array.isArray(items)) return success;
  return {
    ...success,
    ...pageOf(world, operation, request, { items, itemsAt: pagination.items, body: success.body }),
  };
}

function exampleEvents(operation: OperationModel): Answer {
  const examples = eventsOf(operation)?.examples ?? [];
  const events = async function* (): AsyncGenerator<StreamEvent> {
    for (const data of examples) yield { data };
  };
  return { status: 200, headers: { "cache-control": "no-cache" }, contentType: "text/event-stream", events };
}
