import { defineConfig } from "vitest/config";

// Workspace packages resolve to their sources, so tests need no build.
const conditions = ["@jobwire/source", "module", "node", "development|production"];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    reporters: ["default", "./scripts/count-reporter.ts"],
    testTimeout: 60_000, // a limit for what hangs, not a measure: machines are shared
    setupFiles: ["./scripts/vitest-setup.ts"],
    restoreMocks: true,
    unstubGlobals: true,
    unstubEnvs: true,
    projects: [
      {
        extends: true,
        test: {
          name: "packages",
          include: ["packages/*/{src,test}/**/*.test.ts", "packages/contract-tests/**/*.test.ts"],
        },
      },
      { extends: true, test: { name: "scripts", include: ["scripts/**/*.test.ts"] } },
    ],
  },
});
