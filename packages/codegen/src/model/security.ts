import { isObject, type Json, type JsonObject, own, ownObject, ownString } from "../json.ts";
import { grammar } from "./names.ts";
import { dereference, schemaNode } from "./schema.ts";

/** How the value of a security scheme travels: in a header with what is written before it, or in the query. */
export type SentAs =
  | { readonly header: string; readonly prefix?: string; readonly query?: never }
  | { readonly query: string; readonly header?: never; readonly prefix?: never };

/** Place and prefix of a scheme, or why it cannot be sent. */
export function howSent(document: JsonObject, name: string): SentAs | string {
  const schemes = ownObject(ownObject(document, "components"), "securitySchemes");
  const scheme = dereference(document, schemaNode(own(schemes, name), [])).value;
  const type = ownString(scheme, "type");
  if (type === "apiKey") return keySentAs(scheme);
  if (type === "oauth2" || type === "openIdConnect") return { header: "Authorization", prefix: "Bearer " };
  const kind = ownString(scheme, "scheme") ?? "";
  if (type !== "http") return `the security scheme ${JSON.stringify(type ?? null)} is not supported`;
  if (answersChallenges.test(kind) || !grammar.header.test(kind))
    return `the HTTP scheme ${JSON.stringify(kind)} is not supported`;
  const known = ["Bearer", "Basic"].find((name) => name.toLowerCase() === kind.toLowerCase());
  return { header: "Authorization", prefix: `${known ?? kind} ` };
}

/** Schemes whose credentials are made anew of what the server said (IANA, "HTTP Authentication Schemes"). */
const answersChallenges = /^(digest|hoba|mutual|negotiate|oauth|scram-.*|vapid)$/i;

function keySentAs(scheme: JsonObject | boolean): SentAs | string {
  const name = ownString(scheme, "name") ?? "";
  const place = own(scheme, "in");
  if (place === "query")
    return grammar.parameter.test(name)
      ? { query: name }
      : `${JSON.stringify(name)} is no name of a parameter`;
  if (place !== "header" && place !== "cookie")
    return `an API key in ${JSON.stringify(place ?? null)} is not supported: in is header, query or cookie`;
  if (!grammar.header.test(name)) return `${JSON.stringify(name)} is no name of a ${place}`;
  return place === "header" ? { header: name } : { header: "Cookie", prefix: `${name}=` };
}

/**
 * The schemes of the requirement that is used: the first of which all are sent in headers that browsers send too, else
 * the first of which all can be sent, else the first.
 */
export function chosenRequirement(document: JsonObject, security: Json | undefined): readonly string[] {
  const requirements = (Array.isArray(security) ? security : [])
    .filter((entry): entry is JsonObject => isObject(entry) && Object.keys(entry).length > 0)
    .map((entry) => Object.keys(entry));
  const areAll = (fits: (sent: SentAs) => boolean) => (names: readonly string[]) =>
    names.every((name) => {
      const sent = howSent(document, name);
      return typeof sent === "object" && fits(sent);
    });
  const inHeaders = requirements.find(areAll(({ header }) => header !== undefined && header !== "Cookie"));
  return inHeaders ?? requirements.find(areAll(() => true)) ?? requirements[0] ?? [];
}
