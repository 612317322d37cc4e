import type { OperationRole } from "../spec/roles.ts";
import { act } from "./action.ts";
import { cancel } from "./cancel.ts";
import type { Answer, CheckedRequest } from "./exchange.ts";
import { list } from "./list.ts";
import { longPoll } from "./long-poll.ts";
import { answerOther } from "./other.ts";
import { read, remove } from "./read.ts";
import { start } from "./start.ts";
import { stream } from "./stream.ts";
import type { View, World } from "./world.ts";

/** Carries out a request that the document allows. */
export function perform(
  world: World,
  { role, kinds }: OperationRole,
  request: CheckedRequest,
  view: View,
): Answer | Promise<Answer> {
  switch (role) {
    case "start":
      return start(world, kinds, request);
    case "read":
      return read(world, kinds, request, view);
    case "await":
      return longPoll(world, kinds, request, view);
    case "stream":
      return stream(world, kinds, request, view);
    case "cancel":
      return cancel(world, kinds, request, view);
    case "list":
      return list(world, kinds, request, view);
    case "action":
      return act(world, kinds, request, view);
    case "delete":
      return remove(world, kinds, request);
    case "other":
      return answerOther(world, request);
  }
}
