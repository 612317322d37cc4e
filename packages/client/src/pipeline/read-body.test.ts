import { describe, expect, test } from "vitest";
import { type Answer, errorOf, fakeClient, json } from "../../test/fake-api.ts";
import { UnexpectedContentError } from "../index.ts";

const typed = (body: BodyInit | null, type: string, status = 200) =>
  new Response(body, { status, headers: type ? { "content-type": type } : {} });
const bytes = (text: string) => new TextEncoder().encode(text);

describe("JSON is accepted", () => {
  test.each<[string, Response]>([
    ["as application/json", typed("[1]", "application/json")],
    ["with a charset", typed("[1]", "application/json; charset=utf-8")],
    ["as a type of its own", typed("[1]", "application/vnd.acme.v2+json")],
    ["as problem details", typed("[1]", "Application/Problem+JSON")],
    ["as text/json", typed("[1]", "text/json")],
    ["without a type", typed(bytes("[1]"), "")],
    ["with a byte order mark", typed(bytes("\ufeff[1]"), "application/json")],
    ["created", typed("[1]", "application/json", 201)],
  ])("%s", async (_, response) => {
    const { client } = fakeClient([response]);
    expect(await client.getJob({ job_id: "j" })).toEqual([1]);
  });

  test("null, which is a body", async () => {
    const { client } = fakeClient([json(null)]);
    expect(await client.getJob({ job_id: "j" })).toBeNull();
  });
});

describe("a success with another body is an UnexpectedContentError", () => {
  test.each<[string, Response]>([
    ["HTML", typed("<html><title>Sign in</title>", "text/html")],
    ["plain text", typed("ok", "text/plain")],
    ["JSON that says it is text", typed("{}", "text/plain")],
    ["broken JSON", typed('{"id": "j', "application/json")],
    ["HTML that says it is JSON", typed("<html>", "application/json")],
    ["nothing", typed("", "application/json")],
    ["blanks", typed(" \n", "application/json")],
    ["events that nobody asked for", typed("data: {}\n\n", "text/event-stream")],
  ])("%s", async (_, response) => {
    const { client, requests } = fakeClient([response]);
    const error = await errorOf(client.getJob({ job_id: "j" }));
    expect(error).toBeInstanceOf(UnexpectedContentError);
    expect(error).toMatchObject({ httpStatus: 200, isTransient: true, mayHaveBeenSent: true, attempts: 1 });
    expect(requests.length).toBe(1);
  });

  test("that shows how the body begins, without the key", async () => {
    const { client } = fakeClient([typed(`<html>sk-secret-1234${"x".repeat(300)}`, "text/html")]);
    const error = (await errorOf(client.getJob({ job_id: "j" }))) as UnexpectedContentError;
    expect(error.contentType).toBe("text/html");
    expect(error.excerpt).toMatch(/^<html>\[redacted\]x+$/);
    expect(error.excerpt.length).toBe(200);
    expect(error.message).toContain("200 with text/html; is baseUrl right?");
  });

  test("that keeps the parser's error as cause", async () => {
    const { client } = fakeClient([typed("{", "application/json")]);
    expect(((await errorOf(client.getJob({ job_id: "j" }))) as Error).cause).toBeInstanceOf(SyntaxError);
  });
});

test.each([204, 205])("%d says that there is no body, where an operation may have none", async (status) => {
  const { client } = fakeClient([new Response(null, { status })]);
  expect(await client.tearDown()).toBeUndefined();
  expect(await errorOf(client.getJob({ job_id: "j" }))).toBeInstanceOf(UnexpectedContentError);
});

test("200 without a body is an error also where 204 is none", async () => {
  const { client } = fakeClient([typed("", "application/json")]);
  expect(await errorOf(client.tearDown())).toBeInstanceOf(UnexpectedContentError);
});

test("text and bytes come as they are, whatever their type", async () => {
  const { client } = fakeClient([typed("line\n", "text/html"), typed(bytes("\0\u00ff"), "image/png")]);
  expect(await client.getLogs()).toBe("line\n");
  const file = await client.getFile({ id: "f" });
  expect(file).toBeInstanceOf(Uint8Array);
  expect(file).toEqual(bytes("\0\u00ff"));
});

describe("a body that nobody wants is drained and not parsed", () => {
  const drained = (body = "truetrue"): [Answer, () => boolean] => {
    let isRead = false;
    const stream = new ReadableStream({
      pull(controller) {
        if (isRead) return controller.close();
        isRead = true;
        controller.enqueue(bytes(body));
      },
    });
    return [() => typed(stream, "application/json"), () => isRead];
  };

  test("of an operation without an answer", async () => {
    const [answer, isRead] = drained();
    const { client } = fakeClient([answer]);
    expect(await client.cancelJob({ job_id: "j" })).toBeUndefined();
    expect(isRead()).toBe(true);
  });

  test("of a call that says so", async () => {
    const [answer, isRead] = drained("<html>");
    const { client } = fakeClient([answer]);
    const reply = await client.withReply.getJob({ job_id: "j" }, { parse: false });
    expect(reply).toMatchObject({ raw: undefined, httpStatus: 200 });
    expect(isRead()).toBe(true);
  });

  test("even if it breaks off", async () => {
    const broken = () =>
      typed(new ReadableStream({ pull: (stream) => stream.error(new Error("reset")) }), "text/plain");
    const { client } = fakeClient([broken]);
    expect(await client.cancelJob({ job_id: "j" })).toBeUndefined();
  });
});

describe("a status that the caller expects is an answer", () => {
  test.each<[string, Response, unknown]>([
    ["JSON", json({ detail: "timed out" }, 408), { detail: "timed out" }],
    ["text", typed("timed out", "text/plain", 408), "timed out"],
    ["HTML", typed("<html>", "text/html", 408), "<html>"],
    ["nothing", new Response(null, { status: 408 }), undefined],
  ])("with %s for a body", async (_, response, raw) => {
    const { client, requests } = fakeClient([response]);
    const reply = await client.withReply.awaitJob({ job_id: "j" }, { pending: [408] });
    expect(reply).toMatchObject({ httpStatus: 408, raw });
    expect(requests.length).toBe(1);
  });
});

describe("a body is read up to a limit", () => {
  /** A body without an end, as a few kilobytes of gzip may hold. */
  const endless = (status: number, state = { bytes: 0, isCancelled: false }): [Answer, typeof state] => {
    const stream = new ReadableStream<Uint8Array>({
      pull(controller) {
        state.bytes += 65_536;
        controller.enqueue(bytes(" ".repeat(65_536)));
      },
      cancel() {
        state.isCancelled = true;
      },
    });
    return [() => typed(stream, "application/json", status), state];
  };
  const maxBodyBytes = 1_000_000;

  test.each(["getJob", "getFile"] as const)(
    "past which %s is an error that no repetition mends",
    async (name) => {
      const [answer, state] = endless(200);
      const { client, requests } = fakeClient([answer]);
      const error = await errorOf(client[name]({ job_id: "j", id: "f" }, { maxBodyBytes }));
      expect(error).toBeInstanceOf(UnexpectedContentError);
      expect(error).toMatchObject({ httpStatus: 200, isTransient: false });
      expect((error as Error).message).toContain(
        "a body of more than 1000000 bytes; maxBodyBytes allows more",
      );
      expect(state.bytes).toBeLessThan(2_000_000);
      expect(state.isCancelled).toBe(true);
      expect(requests.length).toBe(1);
    },
  );

  test("which the client may set", async () => {
    const { client } = fakeClient([json("x".repeat(100))], { maxBodyBytes: 50 });
    expect(await errorOf(client.getJob({ job_id: "j" }))).toBeInstanceOf(UnexpectedContentError);
    expect(await client.getJob({ job_id: "j" }, { maxBodyBytes: Number.POSITIVE_INFINITY })).toHaveLength(
      100,
    );
    expect(await client.getJob({ job_id: "j" }, { maxBodyBytes: 102 })).toHaveLength(100);
  });

  test("also when nobody wants it", async () => {
    const [answer, state] = endless(200);
    const { client } = fakeClient([answer], { maxBodyBytes });
    expect(await client.cancelJob({ job_id: "j" })).toBeUndefined();
    expect(state.isCancelled).toBe(true);
  });

  test("of an error, whose beginning tells", async () => {
    const [answer, state] = endless(400);
    const { client } = fakeClient([answer]);
    expect(await errorOf(client.getJob({ job_id: "j" }))).toMatchObject({ httpStatus: 400 });
    expect(state.bytes).toBeLessThan(2_000_000);
    expect(state.isCancelled).toBe(true);
  });

  test("and comes together from its pieces", async () => {
    const pieces = ['["\u00e4', '\u20ac"]'].map(bytes);
    const whole = () =>
      typed(
        new ReadableStream({
          start(controller) {
            // The euro sign is cut.
            const all = new Uint8Array([...(pieces[0] ?? []), ...(pieces[1] ?? [])]);
            controller.enqueue(all.slice(0, 6));
            controller.enqueue(all.slice(6));
            controller.close();
          },
        }),
        "application/json",
      );
    const { client } = fakeClient([whole]);
    expect(await client.getJob({ job_id: "j" })).toEqual(["\u00e4\u20ac"]);
    expect(await client.getFile({ id: "f" })).toEqual(bytes('["\u00e4\u20ac"]'));
  });
});
