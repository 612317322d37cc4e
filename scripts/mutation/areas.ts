/** A part of the code that is mutated, and the tests that have to notice. */
export interface Area {
  readonly name: string;
  /** The files that are mutated, as globs. */
  readonly mutate: readonly string[];
  /** The tests that run, as globs. */
  readonly tests: readonly string[];
}

const noTests = ["!**/*.test.ts", "!**/*.test-d.ts"];

/** Every part. A part is measured by its own tests, so that each package is safe by itself. */
export const areas: readonly Area[] = [
  {
    name: "engine",
    mutate: ["packages/job-utils/src/**/*.ts", ...noTests],
    tests: ["packages/job-utils/{src,test}/**/*.test.ts"],
  },
  {
    name: "normalizers",
    mutate: ["packages/*/src/generated/jobs.ts", "packages/*/src/{refine,helpers}.ts"],
    // Not those that look at the engine or at plain operations, which would run for hours.
    tests: [
      "packages/*/src/helpers.test.ts",
      "packages/contract-tests/src/{actions,calls,cancel,golden,helpers,holes,refs,ways,words}.test.ts",
    ],
  },
  {
    name: "client",
    mutate: ["packages/client/src/**/*.ts", ...noTests],
    tests: ["packages/client/{src,test}/**/*.test.ts"],
  },
];

/** The areas that somebody asked for by name or by file; all of them when nothing was asked for. */
export function areasOf(wanted: readonly string[]): readonly Area[] {
  if (wanted.length === 0) return areas;
  return areas.flatMap((area) => {
    if (wanted.includes(area.name)) return [area];
    const files = wanted.filter((file) => areaOfFile(file) === area.name);
    return files.length === 0 ? [] : [{ ...area, mutate: files }];
  });
}

function areaOfFile(file: string): string | undefined {
  if (file.startsWith("packages/job-utils/")) return "engine";
  if (file.startsWith("packages/client/")) return "client";
  return file.startsWith("packages/") ? "normalizers" : undefined;
}
