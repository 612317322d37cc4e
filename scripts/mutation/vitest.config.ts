import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const conditions = ["@jobwire/source", "module", "node", "development|production"];

/** Tests beside the source and the oracle first: they are the quickest to notice. Those that draw many cases last. */
class QuickestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return [...files].sort((one, other) => rank(one.moduleId) - rank(other.moduleId));
  }
}

function rank(file: string): number {
  if (/properties|conformance|faults|lifecycle/.test(file)) return 2;
  if (/helpers|golden|words/.test(file)) return 0;
  return file.includes("/contract-tests/") || file.includes("/test/") ? 1 : 0;
}

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: (process.env.MUTATION_TESTS ?? "").split(" "),
    setupFiles: ["./scripts/mutation/setup.ts"],
    sequence: { sequencer: QuickestFirst },
    isolate: false, // one worker for all files of a run: three times as fast
    testTimeout: 10_000, // what hangs is dead; ending the whole process for it takes far longer
    restoreMocks: true,
    unstubGlobals: true,
    unstubEnvs: true,
  },
});
