import type { Report } from "../diagnostics/report.ts";
import { didYouMean } from "../diagnostics/suggest.ts";
import {
  isArray,
  isObject,
  type Json,
  type JsonObject,
  own,
  ownArray,
  ownObject,
  ownString,
} from "../json.ts";
import { camelCase, isDeclarable } from "./names.ts";
import { chosenRequirement, howSent } from "./security.ts";

/** How one security scheme is sent. */
interface AuthScheme {
  readonly option: string;
  readonly env?: string;
  readonly header?: string;
  readonly query?: string;
  readonly prefix?: string;
  readonly tenant?: true;
  readonly description?: string;
}

/** What a client must know of an API beside its operations. */
export interface ApiFacts {
  readonly title: string;
  readonly summary: string | undefined;
  readonly baseUrl: string;
  readonly baseUrlEnv: string | undefined;
  readonly auth: Readonly<Record<string, AuthScheme>>;
  readonly errors: {
    readonly message: readonly string[];
    readonly code?: readonly string[];
    readonly requestId?: { readonly header?: string; readonly body?: readonly string[] };
  };
}

/** Reads address, security and error shapes. */
export function readApi(document: JsonObject, report: Report): ApiFacts {
  const info = ownObject(document, "info");
  const extension = ownObject(document, "x-jobwire");
  return {
    title: ownString(info, "title") ?? "",
    summary: ownString(info, "summary"),
    baseUrl: readBaseUrl(document, report),
    baseUrlEnv: ownString(ownObject(extension, "baseUrl"), "env"),
    auth: readAuth(document, extension, report),
    errors: readErrors(ownObject(extension, "errors")),
  };
}

/** The first server, its variables filled in with their defaults. */
function readBaseUrl(document: JsonObject, report: Report): string {
  const [server] = ownArray(document, "servers");
  const path = ["servers", 0, "url"];
  if (server === undefined) {
    report.warning(
      [],
      "there is no server: every client must be given a baseUrl",
      "add one: servers: [{ url: https://… }]",
    );
    return "";
  }
  const variables = ownObject(server, "variables");
  const url = (ownString(server, "url") ?? "").replace(
    /\{([^}]*)\}/g,
    (whole, name: string) => ownString(own(variables, name), "default") ?? whole,
  );
  if (/^https?:\/\/[^\s{}]+$/.test(url)) {
    if (!isPlainAddress(url))
      report.error(
        path,
        `${JSON.stringify(url)} has credentials, a query or a fragment, or is no address`,
        "paths are put behind a server's address; credentials are security schemes",
      );
    return url.replace(/\/$/, "");
  }
  if (/^\/[^\s{}]*$/.test(url))
    report.warning(path, `"${url}" is relative: outside of a browser every client must be given a baseUrl`);
  else
    report.error(
      path,
      `${JSON.stringify(url)} is no http(s) address`,
      "a server is https://…, and each {variable} in it has a default",
    );
  return url;
}

function isPlainAddress(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { username, password, search, hash } = new URL(url);
  return [username, password, search, hash].every((part) => part === "");
}

/** What else a client takes or every object has; a credential under such a name would be something else. */
const otherOptions: readonly string[] = [
  ..."baseUrl clock fetch headers logLevel logger maxBodyBytes middleware random retry".split(" "),
  ..."idempotencyKey maxItems maxPages parse pending retries signal timeoutMs totalTimeoutMs".split(" "),
  ..."constructor hasOwnProperty isPrototypeOf then toJSON toString valueOf".split(" "),
];

function readAuth(document: JsonObject, extension: JsonObject, report: Report): ApiFacts["auth"] {
  const schemes = ownObject(ownObject(document, "components"), "securitySchemes");
  const given = ownObject(extension, "auth");
  for (const name of Object.keys(given)) {
    if (own(schemes, name) !== undefined) continue;
    report.error(
      ["x-jobwire", "auth", name],
      `there is no security scheme "${name}"`,
      didYouMean(name, Object.keys(schemes), "schemes"),
    );
  }
  const used = usedSchemes(document);
  for (const name of Object.keys(given)) {
    if (used.includes(name) || own(schemes, name) === undefined) continue;
    const fact = `nothing that is sent asks for the security scheme "${name}", so its value is never sent`;
    report.warning(
      ["x-jobwire", "auth", name],
      fact,
      `name it in the document's security: [{ ${name}: [] }]`,
    );
  }
  const taken = new Set(otherOptions);
  const entries = used.flatMap((name, index): readonly (readonly [string, AuthScheme])[] => {
    const path = ["components", "securitySchemes", name];
    const declared = own(schemes, name);
    if (declared === undefined) {
      report.error(
        ["security"],
        `there is no security scheme "${name}"`,
        didYouMean(name, Object.keys(schemes), "schemes"),
      );
      return [];
    }
    const sent = howSent(document, name);
    if (typeof sent === "string") {
      report.error(
        path,
        sent,
        "declare what the API takes beside it; else take the requirement away (an overlay can) and send it by a middleware",
      );
      return [];
    }
    const declaredHere = ownObject(given, name);
    const option = ownString(declaredHere, "option") ?? (index === 0 ? "apiKey" : camelCase(name));
    if (taken.has(option) || !isDeclarable(option)) {
      report.error(["x-jobwire", "auth", name], `"${option}" cannot be the name of a client option`);
    }
    taken.add(option);
    const env = ownString(declaredHere, "env");
    const description = ownString(declared, "description");
    return [
      [
        name,
        {
          option,
          ...(env !== undefined && { env }),
          ...sent,
          ...(own(declaredHere, "tenant") === true && { tenant: true as const }),
          ...(description !== undefined && { description }),
        },
      ],
    ];
  });
  return Object.fromEntries(entries);
}

/** Schemes of the requirement of the API that is used, then what single operations ask for besides, in order of appearance. */
function usedSchemes(document: JsonObject): readonly string[] {
  const names = new Set<string>();
  const add = (security: Json | undefined) => {
    for (const name of chosenRequirement(document, security)) names.add(name);
  };
  add(own(document, "security"));
  const items = Object.entries(ownObject(document, "paths")).sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [, item] of items)
    for (const operation of Object.values(isObject(item) ? item : {})) add(own(operation, "security"));
  return [...names];
}

function readErrors(errors: JsonObject): ApiFacts["errors"] {
  const message = pointersOf(own(errors, "message"));
  const code = pointersOf(own(errors, "code"));
  const requestId = own(errors, "requestId");
  const header = ownString(requestId, "header");
  const body = pointersOf(isObject(requestId) ? own(requestId, "body") : requestId);
  const withRequestId = { ...(header !== undefined && { header }), ...(body.length > 0 && { body }) };
  return {
    message: message.length > 0 ? message : ["/message", "/error/message", "/error", "/detail", "/title"],
    ...(code.length > 0 && { code }),
    ...(Object.keys(withRequestId).length > 0 && { requestId: withRequestId }),
  };
}

function pointersOf(value: Json | undefined): readonly string[] {
  if (typeof value === "string") return [value];
  return isArray(value) ? value.filter((entry): entry is string => typeof entry === "string") : [];
}
