import { expectTypeOf, test } from "vitest";
import type { Middleware } from "./index.ts";
import { traced } from "./opentelemetry.ts";

// The shapes of `@opentelemetry/api` 1.9 as far as they matter here.
type AttributeValue = string | number | boolean | readonly (string | null | undefined)[];
interface ApiSpan {
  spanContext(): { readonly traceId: string };
  setAttribute(key: string, value: AttributeValue): this;
  setStatus(status: { code: StatusCode; message?: string }): this;
  end(endTime?: number | Date): void;
}
declare enum Kind {
  INTERNAL = 0,
  SERVER = 1,
  CLIENT = 2,
}
declare enum StatusCode {
  UNSET = 0,
  OK = 1,
  ERROR = 2,
}
interface ApiSpanOptions {
  kind?: Kind;
  attributes?: { [key: string]: AttributeValue | undefined };
  root?: boolean;
}
interface ApiTracer {
  startActiveSpan<F extends (span: ApiSpan) => unknown>(name: string, fn: F): ReturnType<F>;
  startActiveSpan<F extends (span: ApiSpan) => unknown>(
    name: string,
    options: ApiSpanOptions,
    fn: F,
  ): ReturnType<F>;
  startActiveSpan<F extends (span: ApiSpan) => unknown>(
    name: string,
    options: ApiSpanOptions,
    context: object,
    fn: F,
  ): ReturnType<F>;
}
declare const tracer: ApiTracer;

test("a tracer of @opentelemetry/api will do", () => {
  expectTypeOf(traced(tracer)).toEqualTypeOf<Middleware>();
  traced(tracer, { inject: (carrier) => expectTypeOf(carrier).toEqualTypeOf<Record<string, string>>() });
  // @ts-expect-error: something that makes no spans is none.
  traced({ startSpan: () => {} });
});
