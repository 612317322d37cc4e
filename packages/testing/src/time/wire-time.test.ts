import { describe, expect, it } from "vitest";
import { readTime, writeTime } from "./wire-time.ts";

const ms = Date.UTC(2026, 4, 6, 7, 8, 9, 123);

describe("a time on the wire", () => {
  it.each([
    ["2020-01-01T00:00:00Z", "2026-05-06T07:08:09Z"],
    ["2020-01-01T00:00:00.1Z", "2026-05-06T07:08:09.1Z"],
    ["2020-01-01T00:00:00.123456789Z", "2026-05-06T07:08:09.123000000Z"],
    ["2020-01-01T00:00:00.000000", "2026-05-06T07:08:09.123000"],
    ["2020-01-01 00:00:00", "2026-05-06 07:08:09"],
    ["2020-01-01T00:00:00+02:00", "2026-05-06T09:08:09+02:00"],
    ["2020-01-01T00:00:00-0530", "2026-05-06T01:38:09-0530"],
    ["sometime", "2026-05-06T07:08:09.123Z"],
    [1577836800, 1778051289],
    [1577836800000, 1778051289123],
  ])("is written like %s", (like, expected) => {
    expect(writeTime(ms, like)).toBe(expected);
  });

  it.each([
    ["2026-05-06T07:08:09.123Z", ms],
    ["2026-05-06T07:08:09.123", ms],
    ["2026-05-06T09:08:09.123+02:00", ms],
    [ms, ms],
    ["0001-01-01T00:00:00Z", undefined],
    ["yesterday", undefined],
    [null, undefined],
  ])("is read from %s", (value, expected) => {
    expect(readTime(value)).toBe(expected);
  });
});
