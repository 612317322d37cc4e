import { describe, expect, it } from "vitest";
import { freshId } from "./fresh-id.ts";
import { seededRandom } from "./random.ts";

describe("a fresh id", () => {
  it.each([
    ["rnd_4f9c2a", /^rnd_[0-9a-f]{6}$/],
    ["run_1", /^run_\d{6}$/],
    ["rep-000017", /^rep[-\d]{7}$/],
    ["inwurpp7ttr8538chh2bmw619s", /^inw[a-z0-9]{23}$/],
    ["7d0a3c52-8a4e-4d55-9a43-0b6f8a1f2c11", /^7d0a3c52-8a4e-4d55-9[0-9a-f]{3}-[0-9a-f]{12}$/],
    ["job_AbCdEf", /^job_[A-Z2-9]{6}$/],
    ["", /^job_\d{12}$/],
    [undefined, /^job_\d{12}$/],
  ])("looks like %s", (example, pattern) => {
    expect(freshId(example, seededRandom(5))).toMatch(pattern);
  });

  it("stays a number where it is one", () => {
    const id = freshId(30433642, seededRandom(5));
    expect(String(id)).toMatch(/^[1-9]\d{7}$/);
    expect(id).toBeTypeOf("number");
  });
});
