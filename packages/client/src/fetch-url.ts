import { baseUrlOf, sendCall } from "./call-operation.ts";
import { type ClientFacts, inside, type Reply } from "./client.ts";
import type { Context } from "./context.ts";
import { RedirectError } from "./errors/redirect-error.ts";
import type { Operation } from "./operation.ts";
import type { RequestOptions } from "./options.ts";
import { type Call, createCall, factsOf, refuseIn, type Wanted } from "./pipeline/call.ts";
import { parseUrl } from "./request/base-url.ts";
import type { RequestBody } from "./request/body.ts";
import { mergeHeaders } from "./request/headers.ts";

const redirects = [301, 302, 303, 307, 308];
const name = "fetchUrl";

/** Bytes that `Blob` and `Response` take: of a memory that nobody shares, where the compiler can tell. */
export type ResponseBytes = ReturnType<Uint8ArrayConstructor["of"]>;

/** What {@link fetchUrl} takes. */
export interface FetchUrlOptions extends RequestOptions {
  /** Default `"GET"`. A `PUT` may be sent again as a `GET` may; its redirects are not followed. */
  readonly method?: "GET" | "PUT" | undefined;
  /** What a `PUT` sends. A stream is sent once. */
  readonly body?: RequestBody | undefined;
  /** `true`: credentials and headers of the client go nowhere, as a signed address wants it. Default `false`. */
  readonly anonymous?: boolean | undefined;
}

/**
 * Fetches an address that the API gave out: a file, an artifact, a place for an upload. The client's credentials and
 * headers go along only to the origin of the API itself, `options.headers` only to the origin of the address. Redirects
 * are followed by the same rules, five at most.
 *
 * @returns the response, its body unread. `signal` also ends the reading of it; the time limits end with its headers.
 * @throws HttpStatusError, ConnectionError, RequestTimeoutError, ParameterError for an address that is none of the web,
 * RedirectError for a redirect that cannot be followed.
 */
export async function fetchUrl(
  client: ClientFacts,
  url: string | URL,
  options: FetchUrlOptions = {},
): Promise<Response> {
  const { response } = await follow(client, url, options, "response");
  return response;
}

/**
 * The same, with the body read: the time limits hold for it too, and a download that breaks off is begun again.
 *
 * @throws what {@link fetchUrl} throws.
 */
export async function fetchBytes(
  client: ClientFacts,
  url: string | URL,
  options: RequestOptions = {},
): Promise<ResponseBytes> {
  const { raw } = await follow(client, url, options, "body");
  return raw as ResponseBytes; // What an operation gives that returns bytes.
}

/** Sends, and goes where it is sent on to. */
async function follow(
  client: ClientFacts,
  url: string | URL,
  options: FetchUrlOptions,
  wanted: Wanted,
): Promise<Reply> {
  const { method = "GET", body, anonymous = false } = options;
  options.signal?.throwIfAborted();
  const context = client[inside]?.() as Context | undefined;
  if (!context) throw new TypeError("fetchUrl needs a client of createClient");
  const home = baseUrlOf(callTo(context, options, wanted, true));
  const first = parseUrl(url, `${home.href.replace(/\/+$/, "")}/`);
  let target = first;
  for (let hops = 0; ; hops++) {
    const isHome = !anonymous && target?.origin === home.origin;
    const call = callTo(context, options, wanted, isHome);
    const refuse = refuseIn(call);
    if (!target) return refuse("url", "is no http(s) address without a user in it");
    const own = target.origin === first?.origin ? options.headers : {};
    const headers = mergeHeaders(refuse, { accept: "*/*" }, isHome ? context.options.headers : {}, own);
    const { origin, pathname: path, search } = target;
    const reply = await sendCall(call, origin, { method, path, query: search.slice(1), headers, body });
    const { response } = reply;
    if (!redirects.includes(response.status)) return reply;
    if (!response.bodyUsed) await response.body?.cancel();
    const location = response.headers.get("location") ?? "";
    target = method === "GET" && hops < 5 ? parseUrl(location, target.href) : undefined;
    if (!target) throw lost(call, response.status);
  }
}

/** One hop. Credentials are for the API alone. */
function callTo(context: Context, options: FetchUrlOptions, wanted: Wanted, isHome: boolean): Call {
  const pending = [...redirects, ...(options.pending ?? [])];
  const { method = "GET" } = options;
  const security = isHome ? {} : { security: [] };
  const operation: Operation = { method, path: "", returns: "bytes", retry: "safe", ...security };
  return createCall(context, name, operation, wanted, { ...options, pending });
}

function lost(call: Call, httpStatus: number): RedirectError {
  const facts = { ...factsOf(call, false), httpStatus, location: undefined };
  return new RedirectError("redirected too often, to nowhere, or with a body to send", facts);
}
