import { expect, it } from "vitest";
import type { TestModule } from "vitest/node";
import { countLine, countTests } from "./count-reporter.ts";

/** The part of vitest's module that the reporter reads. */
function moduleWith(states: readonly string[], errors: readonly Error[] = []): TestModule {
  const tests = states.map((state) => ({ result: () => ({ state }) }));
  return { children: { allTests: () => tests }, errors: () => errors } as unknown as TestModule;
}

it("counts passed and failed tests over all files", () => {
  const modules = [moduleWith(["passed", "failed", "skipped"]), moduleWith(["passed"])];
  expect(countLine(countTests(modules, 0))).toBe("2 passed, 1 failed");
});

it("counts a file that did not load and an unhandled error as failures", () => {
  const modules = [moduleWith(["passed"]), moduleWith([], [new Error("no such module")])];
  expect(countTests(modules, 1)).toEqual({ passed: 1, failed: 2 });
});
