import type { Reporter, TestModule } from "vitest/node";

/** What one test run came to. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

/** The one line that ends the output of `npm test`. */
export function countLine({ passed, failed }: Counts): string {
  return `${passed} passed, ${failed} failed`;
}

/** Counts tests; a file that did not load and an unhandled error are failures too. */
export function countTests(modules: readonly TestModule[], unhandledErrors: number): Counts {
  const tests = modules.flatMap((module) => [...module.children.allTests()]);
  const inState = (state: string) => tests.filter((test) => test.result().state === state).length;
  const brokenModules = modules.filter((module) => module.errors().length > 0).length;
  return { passed: inState("passed"), failed: inState("failed") + brokenModules + unhandledErrors };
}

/** Prints {@link countLine} as the very last line, after vitest's own summary. */
export default class CountReporter implements Reporter {
  #line: string | undefined;

  constructor() {
    process.once("exit", () => {
      if (this.#line !== undefined) process.stdout.write(`${this.#line}\n`);
    });
  }

  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    this.#line = countLine(countTests(modules, unhandledErrors.length));
  }
}
