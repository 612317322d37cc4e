import type { JsonObject } from "../json.ts";
import type { Path } from "../path.ts";
import type { SchemaNode } from "./schema.ts";

export type Method = "GET" | "PUT" | "POST" | "PATCH" | "DELETE" | "HEAD" | "OPTIONS";

/** A path, query or header parameter. */
export interface Parameter {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required: boolean;
  readonly schema: SchemaNode;
  readonly style: string | undefined;
  readonly explode: boolean | undefined;
  readonly description: string | undefined;
  readonly deprecated: boolean;
  readonly path: Path;
}

/** The media type of a request body that the client sends. */
export interface RequestBody {
  readonly required: boolean;
  readonly mediaType: string;
  readonly schema: SchemaNode;
  /** `flat`: its properties stand in the input beside the parameters. `nested`: it is `input.body`. */
  readonly shape: "flat" | "nested";
  /** The names of its properties, when it is an object. */
  readonly properties: readonly string[];
  /** Those without which a request is not valid. */
  readonly requiredProperties: readonly string[];
}

/** What a 2xx answer holds. */
export interface Success {
  readonly returns: "json" | "text" | "bytes" | "none" | "events" | "json-or-events";
  /** Bodies of JSON answers, one for each status that has another schema. */
  readonly json: readonly ResponseBody[];
  readonly events: SchemaNode | undefined;
  /** A 2xx answer without a body is possible beside the others. */
  readonly mayBeEmpty: boolean;
}

/** The schema of one media type of one answer, and the way to it in the types of the document. */
export interface ResponseBody {
  readonly status: string;
  readonly mediaType: string;
  readonly schema: SchemaNode;
  readonly path: Path;
}

/** `x-jobwire.pagination`. */
export interface Pagination {
  readonly items: string;
  readonly param: string;
  readonly next?: string;
  readonly end?: string | number;
  readonly more?: string;
  readonly size?: string;
}

/** One operation of an API. */
export interface Operation {
  /** The document's own name: its operationId, else `METHOD /path`. */
  readonly id: string;
  readonly hasOperationId: boolean;
  /** Name of the client's method. */
  readonly name: string;
  readonly method: Method;
  readonly path: string;
  readonly at: Path;
  readonly parameters: readonly Parameter[];
  readonly body: RequestBody | undefined;
  readonly success: Success;
  /** Response headers of 2xx answers, lower case. */
  readonly responseHeaders: readonly string[];
  readonly summary: string | undefined;
  readonly description: string | undefined;
  readonly deprecated: boolean;
  readonly sources: readonly string[];
  readonly security: readonly string[] | undefined;
  readonly pagination: Pagination | undefined;
  readonly retry: "safe" | "keyed" | "on-429" | "never" | undefined;
  readonly timeoutMs: number | undefined;
  /** Properties of the body that ask for events, on an operation that answers JSON or events. */
  readonly streamSwitch: JsonObject;
}

/** Whether an operation takes an idempotency key. */
export function takesIdempotencyKey(operation: Operation): boolean {
  return operation.parameters.some(isIdempotencyKey);
}

/** Whether a property of the body decides between JSON and events. */
export function hasStreamSwitch({ streamSwitch }: Operation): boolean {
  return Object.keys(streamSwitch).length > 0;
}

/** The key travels in the options of a call, not in its input. */
export function isIdempotencyKey(parameter: Parameter): boolean {
  return parameter.in === "header" && parameter.name.toLowerCase() === "idempotency-key";
}

/** The parameters that stand in the input of a call. */
export function inputParameters(operation: Operation): readonly Parameter[] {
  return operation.parameters.filter((parameter) => !isIdempotencyKey(parameter));
}
