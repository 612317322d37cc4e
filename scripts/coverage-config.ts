import { defineConfig } from "vitest/config";

const conditions = ["@jobwire/source", "module", "node", "development|production"];

/** The tests of engine, client and providers, with the share of their code that runs in them. */
export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: [
      "packages/{job-utils,client,contract-tests}/{src,test}/**/*.test.ts",
      "packages/*/src/helpers.test.ts",
    ],
    setupFiles: ["./scripts/vitest-setup.ts"],
    testTimeout: 60_000,
    restoreMocks: true,
    unstubGlobals: true,
    unstubEnvs: true,
    coverage: {
      provider: "v8",
      include: [
        "packages/{job-utils,client}/src/**/*.ts",
        "packages/*/src/generated/{jobs,operations,index}.ts",
        "packages/*/src/{jobs,refine,helpers}.ts",
      ],
      exclude: ["**/*.test.ts", "**/*.test-d.ts"],
      reporter: ["text", "json-summary"],
      reportsDirectory: "coverage/lines",
    },
  },
});
