import type { SchemaRule } from "../rule.ts";
import { state } from "../rule.ts";

/** `deprecated`: an announcement. */
export const deprecatedRule: SchemaRule = (pair) => {
  const { base, head } = pair;
  if (base.deprecated === head.deprecated) return [];
  return [
    state(pair, {
      rule: head.deprecated ? "deprecated" : "no-longer-deprecated",
      keyword: "deprecated",
      predicate: head.deprecated ? "is deprecated" : "is no longer deprecated",
      before: base.deprecated,
      after: head.deprecated,
      wire: head.deprecated ? "additive" : "none",
      types: "none",
      howToMigrate: head.deprecated ? "Plan to do without it; it still works." : "Nothing.",
    }),
  ];
};

/** `x-jobwire.secret`: what logs and errors show. */
export const secretRule: SchemaRule = (pair) => {
  const { base, head } = pair;
  if (base.secret === head.secret) return [];
  return [
    state(pair, {
      rule: "secret-changed",
      keyword: "x-jobwire/secret",
      predicate: head.secret
        ? "is redacted now in logs and errors"
        : "is no longer redacted in logs and errors",
      before: base.secret,
      after: head.secret,
      wire: "none",
      types: "none",
      howToMigrate: "Nothing.",
    }),
  ];
};
