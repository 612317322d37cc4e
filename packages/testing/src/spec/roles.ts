import type { ActionModel, KindModel } from "./kind.ts";
import type { OperationModel } from "./operation.ts";

/** What an operation does to jobs. */
export type Role = "start" | "read" | "await" | "stream" | "cancel" | "list" | "action" | "delete" | "other";

/** The kinds that an operation serves, by what it does. */
export interface OperationRole {
  readonly role: Role;
  readonly kinds: readonly KindModel[];
}

/** Says what every operation does to jobs. An operation that does two things to jobs has the first of them. */
export function roleOf(operation: OperationModel, kinds: readonly KindModel[]): OperationRole {
  const using = (role: Role, uses: (kind: KindModel) => boolean): OperationRole => ({
    role,
    kinds: kinds.filter(uses),
  });
  const candidates = [
    using("start", ({ starts }) => starts.includes(operation)),
    using("read", ({ read }) => read === operation),
    using("await", ({ longPoll }) => longPoll?.operation === operation),
    using("stream", ({ stream }) => stream?.operation === operation),
    using("cancel", ({ cancel }) => cancel?.operation === operation),
    using("list", ({ list }) => list?.operation === operation),
    using("action", ({ actions }) => actions.some((action) => action.operation === operation)),
    using("delete", ({ read }) => operation.method === "DELETE" && read.path === operation.path),
  ];
  return candidates.find((candidate) => candidate.kinds.length > 0) ?? { role: "other", kinds: [] };
}

/** The actions of a kind that an operation answers. */
export function actionsOf(kind: KindModel, operation: OperationModel): readonly ActionModel[] {
  return kind.actions.filter((action) => action.operation === operation);
}
