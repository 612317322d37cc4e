import createOpenapiClient, { type Client as PathsClient } from "openapi-fetch";
import type { RequestOptions } from "./options.ts";
import type { RequestBody } from "./request/body.ts";
import type { RequestParts } from "./request/build-request.ts";

/** A request as openapi-fetch hands it over. */
export interface Draft {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body: RequestBody | undefined;
}

/** Sends the request of one call through `deliver`. */
export type Sender = (
  baseUrl: string,
  parts: RequestParts,
  deliver: (draft: Draft) => Promise<void>,
) => Promise<void>;

/** Stands in for `Request`, so that a request can be sent again and its signal costs nothing. */
class DraftRequest {
  constructor(url: string, init: Omit<Draft, "url">) {
    Object.assign(this, init, { url });
  }
}

/** The part of openapi-fetch's client that is used here. Its own types want the paths of one API. */
interface Core {
  request(method: string, path: string, init: object): Promise<unknown>;
}

/**
 * The way of every request through openapi-fetch. It puts URL and headers together and calls `fetch`. What comes back is
 * read before openapi-fetch sees it, because it would read errors as text and broken JSON as a bare SyntaxError.
 */
export function createSender(): Sender {
  const core = createOpenapiClient({ Request: DraftRequest as never }) as unknown as Core;
  const answered = { ok: true, status: 204, headers: new Headers() };
  return async (baseUrl, { method, path, query, headers, body }, deliver) => {
    await core.request(method, path, {
      baseUrl,
      headers,
      querySerializer: () => query,
      fetch: async (draft: Draft) => {
        // It gets no body to see, because it calls every body JSON that has no type.
        await deliver({ url: draft.url, method: draft.method, headers: draft.headers, body });
        return answered;
      },
    });
  };
}

export type { PathsClient };

/** What a path-typed call is given, as far as it is looked at here. */
export interface PathInit extends Omit<RequestOptions, "headers" | "parse"> {
  readonly params?: {
    readonly path?: Readonly<Record<string, unknown>>;
    readonly query?: Readonly<Record<string, unknown>>;
    readonly header?: Readonly<Record<string, unknown>>;
  };
  readonly headers?: Headers | readonly [string, string][] | Readonly<Record<string, unknown>>;
  readonly baseUrl?: string;
  readonly parseAs?: "json" | "text" | "blob" | "arrayBuffer" | "stream";
  readonly fetch?: (request: Request) => Promise<Response>;
}

const methods = ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE"] as const;

/** openapi-fetch's own client, the init of every call passed through `prepare`. */
export function createPathTyped<Paths extends object>(
  prepare: (method: string, path: string, init: PathInit) => PathInit,
): PathsClient<Paths> {
  const client = createOpenapiClient<Paths>();
  const core = client as unknown as Core;
  const request = async (method: string, path: string, init: PathInit = {}) => {
    try {
      return await core.request(method, path, prepare(method.toUpperCase(), path, init));
    } catch (error) {
      // openapi-fetch takes a falsy error for none, and the reason of a signal may be anything.
      init.signal?.throwIfAborted();
      throw error;
    }
  };
  const typed: Record<string, unknown> = { ...client, request };
  for (const method of methods) {
    typed[method] = (path: string, init?: PathInit) => request(method, path, init);
  }
  // The same functions with the same parameters, which only openapi-fetch's own types can say.
  return typed as unknown as PathsClient<Paths>;
}
