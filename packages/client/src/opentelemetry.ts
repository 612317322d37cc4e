import type { Middleware, OutgoingRequest } from "./pipeline/middleware.ts";
import { withoutQuery } from "./redact.ts";

/** What a span says about itself. */
export type SpanAttributes = Readonly<Record<string, string | number>>;

/** The part of a span that is used here. */
export interface Span {
  setAttribute(name: string, value: string | number): unknown;
  setStatus(status: { readonly code: number }): unknown;
  end(): void;
}

/** The part of a tracer that is used here. A tracer of `@opentelemetry/api` has it: `trace.getTracer("my-service")`. */
export interface Tracer {
  startActiveSpan<Run extends (span: Span) => unknown>(
    name: string,
    options: { readonly kind: number; readonly attributes: SpanAttributes },
    run: Run,
  ): ReturnType<Run>;
}

/** What {@link traced} takes. */
export interface TracedOptions {
  /**
   * Writes the current trace into the headers of a request to the API, never of one to an address that the API gave out:
   * `(carrier) => propagation.inject(context.active(), carrier)`. Default: nothing is written.
   */
  readonly inject?: ((carrier: Record<string, string>) => void) | undefined;
}

// Numbers of OpenTelemetry's SpanKind and SpanStatusCode.
const internalKind = 0;
const clientKind = 2;
const errorStatus = 2;

/**
 * Middleware that makes OpenTelemetry spans: one around each call (`acme.getJob`), and in it one for each attempt
 * (`GET /jobs/{job_id}`) by the semantic conventions of HTTP clients. They end when the answer is there; of an attempt,
 * its headers. No header, query, body or message gets into a span.
 *
 * @see https://opentelemetry.io/docs/specs/semconv/http/http-spans/#http-client-span
 */
export function traced(tracer: Tracer, { inject }: TracedOptions = {}): Middleware {
  const aroundAttempt: Middleware = (request, next) => {
    const { method, path, headers, pending } = request;
    const name = path ? `${method} ${path}` : method;
    return inSpan(tracer, name, clientKind, attributesOf(request), async (span) => {
      const carrier: Record<string, string> = {};
      if (path) inject?.(carrier);
      for (const [header, value] of Object.entries(carrier)) headers.set(header, value);
      const response = await next(request);
      const { status } = response;
      span.setAttribute("http.response.status_code", status);
      if (status >= 400 && !pending.includes(status)) fail(span, String(status));
      return response;
    });
  };
  return Object.assign(aroundAttempt, {
    aroundCall: ({ provider, operation }, next) => {
      const attributes = { "jobwire.provider": provider, "jobwire.operation": operation };
      return inSpan(tracer, `${provider}.${operation}`, internalKind, attributes, next);
    },
  } satisfies Pick<Middleware, "aroundCall">);
}

/** What is known of an attempt before it is sent. */
function attributesOf({ method, url, path, operation, attempt }: OutgoingRequest): SpanAttributes {
  const { protocol, hostname, port } = new URL(url);
  return {
    "http.request.method": method,
    "server.address": hostname,
    "server.port": Number(port) || (protocol === "https:" ? 443 : 80),
    "url.full": withoutQuery(url),
    ...(path && { "url.template": path }),
    ...(attempt > 1 && { "http.request.resend_count": attempt - 1 }),
    "jobwire.operation": operation,
  };
}

/** Runs in an active span, which ends with it. */
function inSpan<Result>(
  tracer: Tracer,
  name: string,
  kind: number,
  attributes: SpanAttributes,
  run: (span: Span) => Promise<Result>,
): Promise<Result> {
  return tracer.startActiveSpan(name, { kind, attributes }, async (span) => {
    try {
      return await run(span);
    } catch (error) {
      fail(span, error instanceof Error ? error.name : "_OTHER");
      throw error;
    } finally {
      span.end();
    }
  });
}

function fail(span: Span, type: string): void {
  span.setAttribute("error.type", type);
  span.setStatus({ code: errorStatus });
}
