import { describe, expect, test } from "vitest";
import { errorOf, fakeClient } from "../../test/fake-api.ts";
import { ParameterError } from "../index.ts";
import { pathProblem } from "./path.ts";

test.each([
  [undefined, "is undefined"],
  [null, "is null"],
  ["", "is empty"],
  ["  ", "is empty"],
  [".", "would address another path"],
  ["..", "would address another path"],
  ["%2e", "would address another path"],
  ["%2E%2e", "would address another path"],
  [".%2E", "would address another path"],
  ["%2e.", "would address another path"],
  [Number.NaN, "is no text or number"],
  [{}, "is no text or number"],
  [["a"], "is no text or number"],
  [() => "a", "is no text or number"],
  [Symbol("a"), "is no text or number"],
])("%o is refused: it %s", (value, problem) => {
  expect(pathProblem(value)).toBe(problem);
});

test.each(["a", "...", "a..b", ".a", "a/b", "%", "%2e%2e%2e", "undefined-1", 0, 7, 12n, true])(
  "%o is accepted",
  (value) => {
    expect(pathProblem(value)).toBeUndefined();
  },
);

describe("a call with a bad path parameter", () => {
  test.each([undefined, null, "", "..", "%2e%2E"])("names it and sends nothing: %j", async (job_id) => {
    const { client, requests } = fakeClient([]);
    const error = await errorOf(client.getJob({ job_id }));
    expect(error).toBeInstanceOf(ParameterError);
    expect(error).toMatchObject({
      parameter: "job_id",
      operation: "getJob",
      mayHaveBeenSent: false,
      isTransient: false,
    });
    expect(String(error)).toContain("nothing was sent");
    expect(requests).toEqual([]);
  });

  test("cannot get it from the prototype of an object", async () => {
    const { client, requests } = fakeClient([]);
    const error = await errorOf(client.getJob(Object.create({ toString: () => "x" })));
    expect(error).toMatchObject({ parameter: "job_id" });
    expect(requests).toEqual([]);
  });
});

test.each([
  ["j 1", "j%201"],
  ["a/b", "a%2Fb"],
  ["a?b#c", "a%3Fb%23c"],
  ["ä", "%C3%A4"],
  ["$&", "%24%26"],
  ["{job_id}", "%7Bjob_id%7D"],
  ["a%2fb", "a%252fb"],
])("%j goes into the path as %s", async (job_id, segment) => {
  const { client, requests } = fakeClient([]);
  await client.getJob({ job_id });
  expect(requests[0]?.url).toBe(`https://api.acme.test/v2/jobs/${segment}`);
});

test("half a surrogate pair is a ParameterError", async () => {
  const { client, requests } = fakeClient([]);
  expect(await errorOf(client.getJob({ job_id: "\ud800" }))).toBeInstanceOf(ParameterError);
  expect(await errorOf(client.listJobs({ status: "\ud800" }))).toBeInstanceOf(ParameterError);
  expect(requests).toEqual([]);
});
