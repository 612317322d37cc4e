import { isObject, type Json, type JsonObject, own, ownObject, ownString } from "../json.ts";
import { grammar } from "./names.ts";
import { dereference, schemaNode } from "./schema.ts";

/** How the value of a security scheme travels. */
export interface SentAs {
  readonly header: string;
  /** Written before the value. */
  readonly prefix?: string;
}

/** Header and prefix of a scheme, or why it cannot be sent. */
export function howSent(document: JsonObject, name: string): SentAs | string {
  const schemes = ownObject(ownObject(document, "components"), "securitySchemes");
  const scheme = dereference(document, schemaNode(own(schemes, name), [])).value;
  const type = ownString(scheme, "type");
  if (type === "apiKey") return keySentAs(scheme);
  if (type === "oauth2" || type === "openIdConnect") return { header: "Authorization", prefix: "Bearer " };
  const kind = ownString(scheme, "scheme")?.toLowerCase();
  if (type === "http" && kind === "bearer") return { header: "Authorization", prefix: "Bearer " };
  if (type === "http" && kind === "basic") return { header: "Authorization", prefix: "Basic " };
  return `the security scheme ${JSON.stringify(kind ?? type ?? null)} is not supported`;
}

function keySentAs(scheme: JsonObject | boolean): SentAs | string {
  const header = ownString(scheme, "name") ?? "";
  const place = own(scheme, "in");
  if (place === "query") return "an API key in the query is not sent: it would stand in logs and histories";
  if (place === "cookie") return "an API key in a cookie is not sent: browsers do not let a client set one";
  if (place !== "header") return `an API key in ${JSON.stringify(place)} is not supported`;
  return grammar.header.test(header) ? { header } : `${JSON.stringify(header)} is no name of a header`;
}

/** The schemes of the requirement that is used: the first of which all can be sent, else the first. */
export function chosenRequirement(document: JsonObject, security: Json | undefined): readonly string[] {
  const requirements = (Array.isArray(security) ? security : [])
    .filter((entry): entry is JsonObject => isObject(entry) && Object.keys(entry).length > 0)
    .map((entry) => Object.keys(entry));
  const isSendable = (names: readonly string[]) =>
    names.every((name) => typeof howSent(document, name) === "object");
  return requirements.find(isSendable) ?? requirements[0] ?? [];
}
