import type { Call } from "./call.ts";
import type { Credentials, GivenValue } from "./credentials.ts";

/**
 * Credentials that no header carries as they are: keys in the query, and user and password for HTTP Basic. They are
 * struck out of what the server says as they were given and as they were sent.
 */
export function otherAuth(
  call: Call,
  given: readonly GivenValue[],
  url: string,
): Pick<Credentials, "headers" | "url"> {
  const headers: (readonly [string, string])[] = [];
  const query: string[] = [];
  for (const [{ header, query: parameter, prefix = "", tenant }, value] of given) {
    const sent = parameter ? encodeURIComponent(value) : prefix === "Basic " ? encodePair(value) : value;
    if (parameter) query.push(`${encodeURIComponent(parameter)}=${sent}`);
    else if (header) headers.push([header, prefix + sent]);
    if (sent !== value && !tenant) call.secrets = [...call.secrets, sent, ...value.split(":")];
  }
  if (query.length === 0) return { url, headers };
  return { url: `${url}${url.includes("?") ? "&" : "?"}${query.join("&")}`, headers };
}

/** `user:password` as Base64 text (RFC 7617), in which no colon stands: what has none is taken for such text. */
function encodePair(value: string): string {
  return value.includes(":") ? btoa(String.fromCharCode(...new TextEncoder().encode(value))) : value;
}
