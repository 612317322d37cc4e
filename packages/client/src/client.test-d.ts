import { expectTypeOf, test } from "vitest";
import type { Client, EventStream, Pages, Reply, RequestOptions } from "./index.ts";
import { ApiError, createClient, fetchUrl, HttpStatusError } from "./index.ts";

interface Job {
  readonly id: string;
}
interface Operations {
  getJob(input: { job_id: string }, options?: RequestOptions): Promise<Job>;
  ping(): Promise<void>;
}
interface Streams {
  watchJob(input: { job_id: string }, options?: RequestOptions): Promise<EventStream<{ type: "done" }>>;
}
interface Lists {
  listJobs(input?: { limit?: number }, options?: RequestOptions): Pages<Job>;
}
declare const client: Client<Operations, Streams, Lists>;

test("types", () => {
  expectTypeOf(client.getJob).parameters.toEqualTypeOf<Parameters<Operations["getJob"]>>();
  expectTypeOf(client.getJob({ job_id: "j" })).toEqualTypeOf<Promise<Job>>();
  expectTypeOf(client.withReply.getJob({ job_id: "j" })).toEqualTypeOf<Promise<Reply<Job>>>();
  expectTypeOf(client.withReply.ping).parameters.toEqualTypeOf<[]>();
  expectTypeOf(client.stream.watchJob({ job_id: "j" })).toEqualTypeOf<
    Promise<EventStream<{ type: "done" }>>
  >();
  expectTypeOf(client.pages.listJobs()).toExtend<AsyncIterable<readonly Job[]>>();
  expectTypeOf(client.pages.listJobs().items()).toEqualTypeOf<AsyncIterable<Job>>();
  expectTypeOf(client.at).toBeString();
  // @ts-expect-error a required parameter is missing
  client.getJob({});
  // @ts-expect-error no such operation
  client.withReply.nothing();

  expectTypeOf(createClient<Operations, Streams, Lists>).returns.toEqualTypeOf<typeof client>();
  expectTypeOf(fetchUrl(client, "/a")).toEqualTypeOf<Promise<Response>>();

  const error: unknown = undefined;
  if (HttpStatusError.isInstance(error)) expectTypeOf(error).toEqualTypeOf<HttpStatusError>();
  if (ApiError.isInstance(error)) expectTypeOf(error.httpStatus).toEqualTypeOf<number | undefined>();
});
