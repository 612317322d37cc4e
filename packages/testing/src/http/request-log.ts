import type { Role } from "../spec/roles.ts";
import type { Refusal } from "./refusal.ts";

/** One request that the simulator saw. */
export interface SeenRequest {
  /** 1 for the first. */
  readonly number: number;
  readonly method: string;
  readonly origin: string;
  readonly path: string;
  /** Undefined for a request that no operation takes. */
  readonly operation?: string;
  readonly role?: Role;
  /** Kinds of the jobs that the operation serves. */
  readonly kinds: readonly string[];
  readonly params: {
    readonly path: Readonly<Record<string, string>>;
    readonly query: Readonly<Record<string, unknown>>;
  };
  /** The request body, parsed if it is JSON. */
  readonly body?: unknown;
  /** Milliseconds on the simulator's clock. */
  readonly atMs: number;
  /** HTTP status of the answer; absent while it is held, and when the connection broke. */
  readonly status?: number;
  /** When the answer began, on the simulator's clock. */
  readonly answeredAtMs?: number;
  /** Ids of the jobs that the request started, read or changed. */
  readonly jobs: readonly string[];
  /** Name of the fault that was played. */
  readonly fault?: string;
  /** A start that was seen before, by its idempotency key: it started nothing. */
  readonly isReplay?: true;
  readonly refusal?: Refusal;
  /** Names of the request headers. Values, among them credentials, only through `header`. */
  readonly headerNames: readonly string[];
  header(name: string): string | null;
}

/** All requests in their order, with what tests ask of them. */
export interface RequestLog extends ReadonlyArray<SeenRequest> {
  /** The requests of one operation. */
  of(operation: string): readonly SeenRequest[];
  /** The starts of jobs of a kind (of any kind without a name) that were carried out. */
  startsOf(kind?: string): readonly SeenRequest[];
  /** The reads of one job by its id, long polls among them; with a kind, where ids are not unique. */
  readsOf(id: string, kind?: string): readonly SeenRequest[];
  /** The requests that the document does not allow. */
  refused(): readonly SeenRequest[];
}

/** What is still to be said of a request while it is handled. */
export type OpenRequest = { -readonly [K in keyof SeenRequest]: SeenRequest[K] };

/** Makes an empty log, and the function that adds to it. */
export function createRequestLog(): {
  readonly log: RequestLog;
  readonly add: (request: Omit<OpenRequest, "number">) => OpenRequest;
} {
  const seen: OpenRequest[] = [];
  const questions = {
    of: (operation: string) => seen.filter((request) => request.operation === operation),
    startsOf: (kind?: string) =>
      seen.filter(
        ({ role, kinds, jobs, isReplay }) =>
          role === "start" &&
          jobs.length > 0 &&
          isReplay === undefined &&
          (kind === undefined || kinds.includes(kind)),
      ),
    readsOf: (id: string, kind?: string) =>
      seen.filter(
        ({ role, jobs, kinds }) =>
          (role === "read" || role === "await") &&
          jobs.includes(id) &&
          (kind === undefined || kinds.includes(kind)),
      ),
    refused: () => seen.filter(({ refusal }) => refusal !== undefined),
  };
  const hidden = Object.entries(questions).map(([name, value]) => [name, { value }] as const);
  const log = Object.defineProperties(seen, Object.fromEntries(hidden)) as unknown as RequestLog;
  return {
    log,
    add: (request) => {
      const entry: OpenRequest = { number: seen.length + 1, ...request };
      Object.defineProperty(entry, "header", { enumerable: false });
      seen.push(entry);
      return entry;
    },
  };
}
