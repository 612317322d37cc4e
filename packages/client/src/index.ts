export type { Client, ClientFacts, EventStream, Pages, Reply, WithReply } from "./client.ts";
export type { Clock } from "./clock.ts";
export type { Features } from "./context.ts";
export { createClient, createClientWith } from "./create-client.ts";
export { ApiError, type ErrorFacts } from "./errors/api-error.ts";
export { ConnectionError } from "./errors/connection-error.ts";
export { HttpStatusError, type HttpStatusErrorFacts } from "./errors/http-status-error.ts";
export { MissingKeyError, type MissingKeyErrorFacts } from "./errors/missing-key-error.ts";
export { PaginationError } from "./errors/pagination-error.ts";
export { ParameterError, type ParameterErrorFacts } from "./errors/parameter-error.ts";
export { RedirectError, type RedirectErrorFacts } from "./errors/redirect-error.ts";
export { RequestTimeoutError, type RequestTimeoutErrorFacts } from "./errors/request-timeout-error.ts";
export { StreamError } from "./errors/stream-error.ts";
export {
  UnexpectedContentError,
  type UnexpectedContentErrorFacts,
} from "./errors/unexpected-content-error.ts";
export { type FetchUrlOptions, fetchBytes, fetchUrl, type ResponseBytes } from "./fetch-url.ts";
export type { LogFacts, Logger, LogLevel } from "./log.ts";
export type {
  ApiDescription,
  AuthScheme,
  Operation,
  Pagination,
  QueryStyle,
  RetryPolicy,
} from "./operation.ts";
export type {
  ClientOptions,
  Credential,
  Fetch,
  PageOptions,
  RequestOptions,
  RetryOptions,
} from "./options.ts";
export { openPages } from "./pagination/pages.ts";
export type { AroundCall, CallFacts, Middleware, OutgoingRequest, Send } from "./pipeline/middleware.ts";
export { otherAuth } from "./pipeline/other-auth.ts";
export type { RequestBody } from "./request/body.ts";
export { formOf } from "./request/form.ts";
export { styledQuery } from "./request/query-style.ts";
export { openEvents } from "./sse/open-events.ts";
