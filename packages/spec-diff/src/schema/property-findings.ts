import type { Finding } from "../finding.ts";
import { join } from "../pointer.ts";
import { audienceOf, inProperty } from "./place.ts";
import { type SchemaPair, state } from "./rule.ts";
import type { Property } from "./view.ts";

/** A property that is new. */
export function propertyAdded(pair: SchemaPair, name: string, { node, required }: Property): Finding {
  const request = pair.place.direction === "request";
  const verdict = request && required ? "breaking" : "additive";
  return {
    ...state(
      { ...pair, place: inProperty(pair.place, name) },
      {
        rule: "property-added",
        keyword: "properties",
        predicate: required && request ? "is new and required" : "is new",
        after: node.value,
        wire: verdict,
        types: verdict,
        howToMigrate: !request
          ? "Nothing."
          : required
            ? "Send it with every request."
            : "Nothing; it may be sent.",
      },
    ),
    at: { head: node.pointer, into: join(pair.base.pointer, "properties", name) },
    audience: audienceOf(pair.place),
  };
}

/** A property that is gone. */
export function propertyRemoved(pair: SchemaPair, name: string, { node }: Property): Finding {
  const request = pair.place.direction === "request";
  return {
    ...state(
      { ...pair, place: inProperty(pair.place, name) },
      {
        rule: "property-removed",
        keyword: "properties",
        predicate: "is gone",
        before: node.value,
        wire: "breaking",
        types: "breaking",
        howToMigrate: request ? "Stop sending it." : "Stop reading it.",
      },
    ),
    at: { base: node.pointer },
    audience: audienceOf(pair.place),
  };
}

/** A property that must, or need not, be there. */
export function requiredChanged(pair: SchemaPair, name: string, required: boolean): Finding {
  const request = pair.place.direction === "request";
  const verdict = request === required ? "breaking" : "additive";
  return state(
    { ...pair, place: inProperty(pair.place, name) },
    {
      rule: required ? "property-required" : "property-optional",
      keyword: `required/${name}`,
      predicate: required ? "is required now" : "is no longer required",
      before: !required,
      after: required,
      wire: verdict,
      types: verdict,
      howToMigrate: request
        ? required
          ? "Send it with every request."
          : "Nothing; it may be left out."
        : required
          ? "Nothing; it is always there."
          : "Handle its absence.",
    },
  );
}
