import { describe, expect, test } from "vitest";
import { errorOf, fakeClient, hang, json, refused } from "../../test/fake-api.ts";
import { settle } from "../../test/fake-clock.ts";
import { HttpStatusError } from "../errors/http-status-error.ts";
import type { Middleware, OutgoingRequest } from "./middleware.ts";

const ok = () => json({ id: "j" });

test("the first is outermost, and all are around every attempt", async () => {
  const seen: string[] = [];
  const named =
    (name: string): Middleware =>
    async (request, next) => {
      seen.push(`${name} ${request.operation} ${request.attempt}`);
      const response = await next(request);
      seen.push(`${name} ${response.status}`);
      return response;
    };
  const { client, clock } = fakeClient([json({}, 503), ok()], { middleware: [named("a"), named("b")] });
  const call = client.getJob({ job_id: "j" });
  await clock.pass(1_000);
  await call;
  expect(seen).toEqual([
    "a getJob 1",
    "b getJob 1",
    "b 503",
    "a 503",
    "a getJob 2",
    "b getJob 2",
    "b 200",
    "a 200",
  ]);
});

test("one can change the request, and the next attempt does not see it", async () => {
  const sign: Middleware = (request, next) => {
    request.headers.append("x-signature", "s");
    return next({ ...request, url: `${request.url}?signed` });
  };
  const { client, clock, requests } = fakeClient([json({}, 503), ok()], { middleware: [sign] });
  const call = client.getJob({ job_id: "j" });
  await clock.pass(1_000);
  await call;
  expect(requests.map(({ headers }) => headers.get("x-signature"))).toEqual(["s", "s"]);
  expect(requests[1]?.url).toBe("https://api.acme.test/v2/jobs/j?signed");
});

test("one can send again, its body included", async () => {
  const again: Middleware = async (request, next) => {
    const response = await next(request);
    return response.status === 418 ? next(request) : response;
  };
  const { client, requests } = fakeClient([json({}, 418), ok()], { middleware: [again] });
  expect(await client.pushJob({ a: 1 })).toEqual({ id: "j" });
  expect(requests.map(({ body }) => body)).toEqual(['{"a":1}', '{"a":1}']);
});

test("one can answer without sending", async () => {
  const { client, requests } = fakeClient([], { middleware: [async () => ok()] });
  expect(await client.getJob({ job_id: "j" })).toEqual({ id: "j" });
  expect(requests).toEqual([]);
});

test("one sees what a connection failed of, and can go on from there", async () => {
  const rescue: Middleware = (request, next) => next(request).catch(() => ok());
  const { client } = fakeClient([refused()], { middleware: [rescue] });
  expect(await client.getJob({ job_id: "j" })).toEqual({ id: "j" });
});

test("its own error comes through as it is and is no reason to send again", async () => {
  const error = new TypeError("bug");
  const { client, clock, requests } = fakeClient([], {
    middleware: [
      () => {
        throw error;
      },
    ],
  });
  expect(await errorOf(client.getJob({ job_id: "j" }))).toBe(error);
  expect(requests).toEqual([]);
  expect(clock.pending).toBe(0);
});

test("a start that it sent twice, first lost and then refused, may have been sent", async () => {
  const twice: Middleware = (request, next) => next(request).catch(() => next(request));
  const { client } = fakeClient([new TypeError("terminated"), refused()], { middleware: [twice] });
  expect(await errorOf(client.pushJob({}, { retries: 0 }))).toMatchObject({ mayHaveBeenSent: true });
});

test("it is told what it may rely on", async () => {
  let seen: OutgoingRequest | undefined;
  const look: Middleware = (request, next) => {
    seen = request;
    return next(request);
  };
  const { client } = fakeClient([ok()], { middleware: [look] });
  await client.pushJob({ a: 1 });
  expect(seen).toMatchObject({
    operation: "pushJob",
    method: "POST",
    url: "https://api.acme.test/v2/push",
    path: "/push",
    body: '{"a":1}',
    attempt: 1,
    pending: [],
  });
  expect(seen?.headers.get("authorization")).toBe("Bearer sk-secret-1234");
  expect(seen?.signal).toBeInstanceOf(AbortSignal);
});

test("one that looks at failures sees the reason of an abort as it is", async () => {
  const seen: unknown[] = [];
  const look: Middleware = (request, next) =>
    next(request).catch((error: unknown) => {
      seen.push(error);
      throw error;
    });
  const controller = new AbortController();
  const { client } = fakeClient([hang], { middleware: [look] });
  const call = errorOf(client.getJob({ job_id: "j" }, { signal: controller.signal }));
  await settle();
  controller.abort("stop");
  expect(await call).toBe("stop");
  await settle();
  expect(seen).toEqual(["stop"]);
});

describe("around a whole call", () => {
  /** Middleware that says when a call begins and ends. */
  const around = (name: string, seen: unknown[]): Middleware =>
    Object.assign<Middleware, Pick<Middleware, "aroundCall">>((request, next) => next(request), {
      async aroundCall(call, next) {
        seen.push([name, call]);
        try {
          const reply = await next();
          seen.push([name, reply.httpStatus]);
          return reply;
        } catch (error) {
          seen.push([name, error]);
          throw error;
        }
      },
    });

  test("the first is outermost, and sees all attempts as one", async () => {
    const seen: unknown[] = [];
    const call = { provider: "acme", operation: "getJob" };
    const middleware = [around("a", seen), around("b", seen)];
    const { client, clock } = fakeClient([json({}, 503), ok()], { middleware });
    const result = client.getJob({ job_id: "j" });
    await clock.pass(1_000);
    expect(await result).toEqual({ id: "j" });
    expect(seen).toEqual([
      ["a", call],
      ["b", call],
      ["b", 200],
      ["a", 200],
    ]);
  });

  test("it sees the error that the caller gets", async () => {
    const seen: unknown[] = [];
    const { client } = fakeClient([json({}, 404)], { middleware: [around("a", seen)] });
    const error = await errorOf(client.getJob({ job_id: "j" }));
    expect(error).toBeInstanceOf(HttpStatusError);
    expect(seen.at(-1)).toEqual(["a", error]);
  });
});
