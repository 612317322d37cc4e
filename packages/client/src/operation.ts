/** How a request parameter reaches the wire, beyond the default of its place (OpenAPI `style` and `explode`). */
export interface QueryStyle {
  readonly style: "form" | "spaceDelimited" | "pipeDelimited" | "deepObject";
  readonly explode: boolean;
}

/** When the client may send a call again by itself. See `x-jobwire.retry` of the vocabulary. */
export type RetryPolicy = "safe" | "keyed" | "on-429" | "never";

/** How the pages of a list follow each other. Pointers are JSON Pointers into the response body. */
export interface Pagination {
  /** The array of items; `""` when the body is the array. */
  readonly items: string;
  /** Parameter (query or header) that carries the position of the next page. */
  readonly param: string;
  /** Where the next position stands. Absent: it is counted. */
  readonly next?: { readonly body: string } | { readonly header: string };
  /** Value of `next` that means "no further page", besides absent, null and empty. */
  readonly end?: string | number;
  /** For counted pages: true, or the word "true", while there is a further page. */
  readonly more?: { readonly body: string } | { readonly header: string };
  /** Query parameter with the page size. */
  readonly size?: string;
}

/** One operation of an API, as data. What is absent has the commonest value, so that a table of operations stays small. */
export interface Operation {
  readonly method: "GET" | "PUT" | "POST" | "PATCH" | "DELETE" | "HEAD" | "OPTIONS";
  /** Path template; its parameters are required. */
  readonly path: string;
  /** Query parameters, by wire name. */
  readonly query?: readonly string[];
  /** Header parameters, by wire name. There are no cookie parameters: browsers do not let a client set them. */
  readonly header?: readonly string[];
  /** Query parameters that are not `form` with `explode`. */
  readonly styles?: Readonly<Record<string, QueryStyle>>;
  /** `flat`: every input key that is no parameter is a property of the body. `nested`: the body is `input.body`. Absent: none. */
  readonly body?: "flat" | "nested";
  /** Media type of the request body. Default `application/json`. */
  readonly contentType?: string;
  /** The body must be sent even when the input gives none (`{}`). */
  readonly bodyRequired?: true;
  /** What a 2xx answer holds. Default `json`. `json-or-events`: JSON unless asked through `stream`. */
  readonly returns?: "json" | "text" | "bytes" | "none" | "events" | "json-or-events";
  /** A success may come without a body (204, 205); the call then gives `undefined`. */
  readonly mayBeEmpty?: true;
  readonly retry?: RetryPolicy;
  /** Time limit of one attempt, in milliseconds. Default: the client's. */
  readonly timeoutMs?: number;
  /** Names of the security schemes to send. Absent: all of the API. Empty: none. */
  readonly security?: readonly string[];
  readonly pagination?: Pagination;
}

/** Where a secret or a tenant comes from. */
export interface AuthScheme {
  /** Name of the client option that gives the value. */
  readonly option: string;
  /** Environment variable read at call time when the option is not given. */
  readonly env?: string;
  /** Request header that carries it. A cookie is the header `Cookie`, which browsers do not let a client set. */
  readonly header?: string;
  /** Query parameter that carries it, where no header does. Errors and logs show no query, but servers on the way may. */
  readonly query?: string;
  /** Written before the value in a header: `"Bearer "`, `"session="`. After `"Basic "` a `user:password` is encoded. */
  readonly prefix?: string;
  /** The value names the tenant and is no secret: it goes into the `at` of refs. */
  readonly tenant?: true;
}

/** Everything a client must know of an API, as the compiler emits it. */
export interface ApiDescription {
  readonly provider: string;
  /** Default base URL. A path in it is kept. */
  readonly baseUrl: string;
  /** Environment variable that overrides the base URL, read at call time. */
  readonly baseUrlEnv?: string;
  readonly auth: Readonly<Record<string, AuthScheme>>;
  /** JSON Pointers into error bodies: the first that holds a value is used. */
  readonly errors: {
    readonly message: readonly string[];
    readonly code?: readonly string[];
    readonly requestId?: { readonly header?: string; readonly body?: readonly string[] };
  };
  readonly operations: Readonly<Record<string, Operation>>;
}
