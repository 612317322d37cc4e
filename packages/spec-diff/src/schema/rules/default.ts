import { same } from "../../canonical.ts";
import type { SchemaRule } from "../rule.ts";
import { state } from "../rule.ts";

/** `default`: what the server takes for a value that was not sent. In answers it says nothing. */
export const defaultRule: SchemaRule = (pair) => {
  const { base, head, place } = pair;
  if (same(base.default, head.default) || (base.default === undefined && head.default === undefined))
    return [];
  const request = place.direction === "request";
  const isNew = base.default === undefined;
  return [
    state(pair, {
      rule: "default-changed",
      keyword: "default",
      predicate: isNew
        ? `has the default ${JSON.stringify(head.default)} now`
        : head.default === undefined
          ? `no longer has the default ${JSON.stringify(base.default)}`
          : `has the default ${JSON.stringify(head.default)} instead of ${JSON.stringify(base.default)}`,
      before: base.default,
      after: head.default,
      wire: request ? (isNew ? "additive" : "breaking") : "none",
      types: "none",
      howToMigrate:
        request && !isNew ? `Send ${JSON.stringify(base.default)} yourself if you relied on it.` : "Nothing.",
    }),
  ];
};
