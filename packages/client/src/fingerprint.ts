import type { Context } from "./context.ts";
import { credentialOf } from "./pipeline/credentials.ts";
import { givenBaseUrl, parseBaseUrl } from "./request/base-url.ts";

/** FNV-1a, 32 bits, of the UTF-8 bytes of a text, as eight hex digits. */
export function fnv1a(text: string): string {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, "0");
}

/**
 * Names origin and tenant of a client, for refs. A tenant that a function gives is unknown before a call and takes no
 * part, so such a client has the name of its origin alone.
 */
export function fingerprintOf({ api, options }: Context): string {
  const given = givenBaseUrl(api, options.baseUrl);
  const tenants = Object.values(api.auth)
    .filter((scheme) => scheme.tenant)
    .map((scheme) => credentialOf(scheme, options))
    .map((tenant) => (typeof tenant === "string" ? tenant.trim() : ""));
  return fnv1a([parseBaseUrl(given)?.origin ?? given, ...tenants].join("|"));
}
