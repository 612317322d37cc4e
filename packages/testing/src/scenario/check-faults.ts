import type { FaultRule } from "../faults/fault.ts";
import type { SpecModel } from "../spec/model.ts";
import { checkKeys, faultKeys, roles, ruleKeys, triggerKeys } from "./known-keys.ts";

/** Throws when a rule could never be played: it names what the document does not have, or has a slip of the pen. */
export function checkFaultRule(rule: FaultRule, { kinds, operations }: SpecModel): void {
  const { on = {}, fault } = rule;
  checkKeys(rule, ruleKeys);
  checkKeys(on, triggerKeys);
  mustBeAmong("role", on.role, Object.keys(roles));
  mustBeAmong(
    "kind",
    on.kind,
    kinds.map(({ name }) => name),
  );
  if (on.operation !== undefined && !operations.some(({ id }) => id === on.operation))
    throw new Error(`the document has no operation "${on.operation}".`);
  if (on.probability !== undefined && !(on.probability >= 0 && on.probability <= 1))
    throw new Error(`a probability is 0 to 1, not ${on.probability}.`);
  mustBeAmong("fault", String(fault?.type), Object.keys(faultKeys));
  const { type, ...options } = fault;
  checkKeys(options, faultKeys[type]);
}

function mustBeAmong(what: string, said: string | undefined, known: readonly string[]): void {
  if (said === undefined || known.includes(said)) return;
  throw new Error(`there is no ${what} "${said}". There are: ${known.join(", ")}.`);
}
