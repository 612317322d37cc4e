import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Verdict } from "../change.ts";
import { partKey } from "../collector.ts";
import type { Operation } from "../document/operations.ts";
import type { Part } from "../finding.ts";
import { type JsonObject, ownObject } from "../json.ts";
import { operationNames } from "../lifecycle/operation-names.ts";
import { type NamedPart, writeConsumer } from "./consumer.ts";
import { generateSides, type Sides, TypesNotGeneratedError } from "./generate-sides.ts";
import { operationsOfKinds } from "./kind-operations.ts";
import { runCompiler, type TypeFault } from "./run-compiler.ts";
import { slice } from "./slice.ts";
import { platform, stubOf } from "./stubs.ts";

/** Two documents, and the parts of their types that are to be measured. */
export interface Measurable {
  readonly base: JsonObject;
  readonly head: JsonObject;
  readonly parts: readonly Part[];
  /** Operations of the new document by key, to those of the old one. */
  readonly pairs: ReadonlyMap<string, { readonly base: Operation; readonly head: Operation }>;
  /** Kinds by their new name, to their old one. */
  readonly kinds: ReadonlyMap<string, string>;
}

/** What the compiler says about one part. */
export interface Measured {
  readonly verdict: Verdict;
  /** Its first error, where code stops compiling. */
  readonly error?: string;
}

/**
 * Measures the parts. Where a kind of job does not compile, the operations are still measured.
 *
 * @throws {TypesNotGeneratedError} A document does not compile even without its kinds.
 */
export async function measure(input: Measurable): Promise<ReadonlyMap<string, Measured>> {
  try {
    return await measureAll(input);
  } catch (error) {
    const operations = input.parts.filter((part) => part.part !== "kind");
    const isSmaller = operations.length > 0 && operations.length < input.parts.length;
    if (!(error instanceof TypesNotGeneratedError) || !isSmaller) throw error;
    return measureAll({ ...input, parts: operations });
  }
}

/**
 * Compiles both documents into packages and a consumer of the old one against the new one. Parts that are not in both
 * packages are left out.
 */
async function measureAll(input: Measurable): Promise<ReadonlyMap<string, Measured>> {
  const folder = mkdtempSync(join(tmpdir(), "jobwire-diff-"));
  try {
    const sides = await generateSides(folder, ...slices(input));
    const parts = input.parts.flatMap((part) => namedPart(part, input, sides) ?? []);
    const { text, checks } = writeConsumer(parts, { base: sides.base.prefix, head: sides.head.prefix });
    writeProject(folder, text);
    const faults = await runCompiler(folder);
    const elsewhere = faults.find(
      (fault) => fault.file.includes("/generated/") && unresolved.test(fault.message),
    );
    if (elsewhere !== undefined)
      throw new Error(`Generated code does not compile: ${elsewhere.file} ${elsewhere.message}`);
    return new Map(checks.map((check) => [partKey(check.part), verdictOf(check, faults)]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function slices({ base, head, parts, pairs, kinds }: Measurable): [base: JsonObject, head: JsonObject] {
  const wantedKinds = parts.filter((part) => part.part === "kind").map((part) => part.operation);
  const keys = parts.filter((part) => part.part !== "kind").map((part) => part.operation);
  const cut = (root: JsonObject, names: readonly string[], operations: readonly string[]) => {
    const present = new Set(names.filter((name) => ownObject(root, "x-jobs")[name] !== undefined));
    const ofKinds = operationsOfKinds(root, present, operationNames(root));
    return slice(root, { kinds: present, operations: new Set([...operations, ...ofKinds]) });
  };
  return [
    cut(
      base,
      wantedKinds.map((name) => kinds.get(name) ?? name),
      keys.map((key) => pairs.get(key)?.base.key ?? key),
    ),
    cut(head, wantedKinds, keys),
  ];
}

function namedPart(part: Part, { pairs, kinds }: Measurable, { base, head }: Sides): NamedPart | undefined {
  if (part.part === "kind") {
    const before = kinds.get(part.operation) ?? part.operation;
    return base.kinds.has(before) && head.kinds.has(part.operation)
      ? { part, base: before, head: part.operation }
      : undefined;
  }
  const pair = pairs.get(part.operation);
  const name = (side: Sides["base"], operation: Operation | undefined) =>
    operation === undefined ? undefined : side.methods.get(`${operation.method} ${operation.path}`);
  const [before, after] = [name(base, pair?.base), name(head, pair?.head)];
  return before === undefined || after === undefined ? undefined : { part, base: before, head: after };
}

/** A type of the generated code is not known, so what depends on it proves nothing. */
const unresolved = /^TS(2304|2305|2307|2315|2344|2552|2614|2694|2707|2724):/;

const project = {
  compilerOptions: {
    ...{ target: "ES2022", lib: ["ES2022"], module: "ESNext", moduleResolution: "bundler" },
    ...{
      strict: true,
      noImplicitAny: false,
      noEmit: true,
      skipLibCheck: true,
      allowImportingTsExtensions: true,
      types: [],
    },
    ...{
      exactOptionalPropertyTypes: false,
      paths: { "@jobwire/client": ["./stubs/client.ts"], "@jobwire/job-utils": ["./stubs/job-utils.ts"] },
    },
  },
  files: ["consumer.ts", "stubs/platform.d.ts"],
};

function writeProject(folder: string, consumer: string): void {
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  };
  const generated = ["base-spec", "head-spec"].flatMap((name) =>
    ["operations.ts", "jobs.ts"].map((file) =>
      readFileSync(join(folder, "packages", name, "src/generated", file), "utf8"),
    ),
  );
  write("consumer.ts", consumer);
  write("stubs/platform.d.ts", platform);
  write("stubs/client.ts", stubOf("@jobwire/client", generated));
  write("stubs/job-utils.ts", stubOf("@jobwire/job-utils", generated));
  write("tsconfig.json", JSON.stringify(project));
}

function verdictOf(
  { breaking, different }: { readonly breaking: readonly number[]; readonly different: number },
  faults: readonly TypeFault[],
): Measured {
  const at = (line: number) => faults.find((fault) => fault.file === "consumer.ts" && fault.line === line);
  const error = breaking.map(at).find((fault) => fault !== undefined);
  if (error !== undefined) return { verdict: "breaking", error: error.message };
  return { verdict: at(different) === undefined ? "none" : "additive" };
}
