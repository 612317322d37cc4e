import type { JsonObject } from "../json/json.ts";

/** A parameter that a request may carry. */
export interface ParameterModel {
  readonly name: string;
  readonly in: "path" | "query" | "header" | "cookie";
  readonly required: boolean;
  readonly schema: unknown;
  readonly style: string;
  readonly explode: boolean;
  /** The value that the document's examples use for it. */
  readonly example?: unknown;
}

/** One media type of a body, with its examples as plain values. */
export interface MediaModel {
  readonly type: string;
  readonly schema: unknown;
  readonly examples: readonly unknown[];
}

/** What an operation may answer with one status code (`200`, `4XX`, `default`). */
export interface ResponseModel {
  readonly status: string;
  /** Names of the declared headers, in lower case. */
  readonly headers: ReadonlySet<string>;
  readonly media: readonly MediaModel[];
}

/** How the pages of a list follow each other (`x-jobwire.pagination`). */
export interface PaginationModel {
  readonly items: string;
  readonly param: string;
  readonly next?: string;
  readonly end?: string | number;
  readonly more?: string;
  readonly size?: string;
}

/** Where a credential is expected. */
export interface CredentialModel {
  readonly in: "header" | "query" | "cookie";
  readonly name: string;
}

/** One operation of the document, with every reference on the way followed. */
export interface OperationModel {
  /** The operationId, or `METHOD /path` in a document without. */
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly pattern: RegExp;
  /** Names of the path parameters, in the order of the path. */
  readonly pathParams: readonly string[];
  readonly parameters: readonly ParameterModel[];
  readonly body?: { readonly required: boolean; readonly media: readonly MediaModel[] };
  readonly responses: readonly ResponseModel[];
  readonly pagination?: PaginationModel;
  /** Merged into the request body to ask for events (`x-jobwire.stream.body`). */
  readonly streamBody?: JsonObject;
  /** Alternatives; a request must carry every credential of one. Empty: the operation is public. */
  readonly credentials: readonly (readonly CredentialModel[])[];
}

/** The first declared 2xx response. */
export function successOf(operation: OperationModel): ResponseModel | undefined {
  return operation.responses.find(({ status }) => /^2/.test(status)) ?? responseFor(operation, "default");
}

/** The declared response for a status key. */
export function responseFor(operation: OperationModel, status: string): ResponseModel | undefined {
  return operation.responses.find((response) => response.status === status);
}

/** The JSON media type of a response or request body. */
export function jsonOf(media: readonly MediaModel[] | undefined): MediaModel | undefined {
  return media?.find(({ type }) => isJson(type));
}

/** The event-stream media type of the 2xx response. */
export function eventsOf(operation: OperationModel): MediaModel | undefined {
  const successes = operation.responses.filter(({ status }) => /^2/.test(status));
  return successes.flatMap(({ media }) => media).find(({ type }) => type.startsWith("text/event-stream"));
}

/** Whether a media type is JSON (`application/json`, `application/problem+json`). */
export function isJson(type: string): boolean {
  return /^application\/(json|[^;]*\+json)\s*(;|$)/i.test(type);
}
