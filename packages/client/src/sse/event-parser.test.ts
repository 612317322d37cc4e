import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createEventParser, type RawEvent } from "./event-parser.ts";

function parse(...pieces: string[]): RawEvent[] {
  const parser = createEventParser();
  return [...pieces.flatMap((piece) => parser.push(piece)), ...parser.end()];
}

const event = (data: string, name = ""): RawEvent => ({ name, data });

test.each<[string, string, RawEvent[]]>([
  ["one event", "data: a\n\n", [event("a")]],
  ["two events", "data: a\n\ndata: b\n\n", [event("a"), event("b")]],
  ["a name", "event: done\ndata: a\n\n", [event("a", "done")]],
  ["a name for one event only", "event: x\ndata: a\n\ndata: b\n\n", [event("a", "x"), event("b")]],
  ["no space after the colon", "event:done\ndata:a\n\n", [event("a", "done")]],
  ["one space and no more is taken off", "data:  a \n\n", [event(" a ")]],
  ["a colon in the data", "data: a: b\n\n", [event("a: b")]],
  ["several lines of data", "data: a\ndata:\ndata: b\n\n", [event("a\n\nb")]],
  ["a field without a colon", "data\n\n", [event("")]],
  ["CR", "data: a\r\rdata: b\r\r", [event("a"), event("b")]],
  ["CRLF", "data: a\r\n\r\ndata: b\r\n\r\n", [event("a"), event("b")]],
  ["mixed line ends", "data: a\r\n\ndata: b\n\rdata: c\r\r\n", [event("a"), event("b"), event("c")]],
  ["comments", ": keep-alive\n\ndata: a\n: b\n\n:\n\n", [event("a")]],
  ["unknown fields", "foo: b\ndata: a\nDATA: c\n\n", [event("a")]],
  ["a name without data is no event", "event: done\n\ndata: a\n\n", [event("a")]],
  ["blank lines", "\n\n\ndata: a\n\n\n\n", [event("a")]],
  ["a last event without a blank line", "data: a\n", [event("a")]],
  ["a last event without a newline", "data: a\n\nevent: done\ndata: b", [event("a"), event("b", "done")]],
  ["nothing", "", []],
  ["a mark within the data", "data: \ufeffa\n\n", [event("\ufeffa")]],
  ["other line separators are text", "data: a\u2028b\u0085c\vd\n\n", [event("a\u2028b\u0085c\vd")]],
])("reads %s", (_, text, events) => {
  expect(parse(text)).toEqual(events);
});

describe("the pieces that a stream comes in make no difference", () => {
  test("a CRLF in two pieces ends one line", () => {
    expect(parse("data: a\r", "\ndata: b\r", "\n\r", "\n")).toEqual([event("a\nb")]);
    expect(parse("data: a\r", "", "\n", "data: b\n\n")).toEqual([event("a\nb")]);
    expect(parse("data: a\r", "\r", "data: b\n\n")).toEqual([event("a"), event("b")]);
  });

  test("an event is given as soon as its blank line is there", () => {
    const parser = createEventParser();
    expect(parser.push("data: a\n")).toEqual([]);
    expect(parser.push("\ndata")).toEqual([event("a")]);
    expect(parser.push(": b\r")).toEqual([]);
    expect(parser.push("\r")).toEqual([event("b")]);
  });

  test("whatever they are", () => {
    const line = fc.constantFrom(
      "data: a",
      "data:b",
      "data",
      "event: x",
      "event",
      "id: 1",
      "retry: 5",
      ": c",
      "",
      "",
      "d: e",
    );
    const end = fc.constantFrom("\n", "\r", "\r\n");
    const stream = fc
      .array(fc.tuple(line, end).map(([text, ending]) => text + ending))
      .map((lines) => lines.join(""));
    fc.assert(
      fc.property(stream, fc.array(fc.nat(200)), (text, cuts) => {
        const at = [0, ...cuts.map((cut) => cut % (text.length + 1)).sort((a, b) => a - b), text.length];
        const pieces = at.slice(1).map((to, index) => text.slice(at[index], to));
        expect(parse(...pieces)).toEqual(parse(text));
      }),
    );
  });
});

test("remembers the last id and the time to wait", () => {
  const parser = createEventParser();
  expect([parser.lastEventId, parser.retryMs]).toEqual(["", undefined]);
  parser.push("id: 7\nretry: 1500\ndata: a\n\n");
  parser.push("retry: soon\nid: a\0b\ndata: b\n\n");
  expect([parser.lastEventId, parser.retryMs]).toEqual(["7", 1500]);
  parser.push("id\n\n");
  expect(parser.lastEventId).toBe("");
});

test("a long line in many pieces takes time in proportion to its length", () => {
  const pieces = Array.from({ length: 20_000 }, () => "x".repeat(50));
  const started = performance.now();
  expect(parse("data: ", ...pieces, "\n\n")[0]?.data.length).toBe(1_000_000);
  expect(performance.now() - started).toBeLessThan(3_000);
});
