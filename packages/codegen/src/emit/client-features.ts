import type { Model } from "../model/read-model.ts";
import { queryStyles } from "./api-literal.ts";

/** The parts of the client that only some APIs need, and the functions of `@jobwire/client` that they are. */
const features = {
  events: "openEvents",
  pages: "openPages",
  forms: "formOf",
  styles: "styledQuery",
  auth: "otherAuth",
} as const;

/** The features that the table of an API needs: its client carries these and no other. */
export function featuresOf({
  api,
  operations,
}: Model): readonly (readonly [feature: string, value: string])[] {
  const needs: Readonly<Record<keyof typeof features, boolean>> = {
    events: operations.some(({ success }) => success.returns.endsWith("events")),
    pages: operations.some(({ pagination }) => pagination !== undefined),
    forms: operations.some(({ body }) => body?.mediaType.includes("form") === true),
    styles: operations.some((operation) => queryStyles(operation) !== undefined),
    auth: Object.values(api.auth).some(({ query, prefix }) => query !== undefined || prefix === "Basic "),
  };
  return Object.entries(features).filter(([feature]) => needs[feature as keyof typeof features]);
}
