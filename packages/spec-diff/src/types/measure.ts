import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, sep } from "node:path";
import type { Verdict } from "../change.ts";
import { partKey } from "../collector.ts";
import type { Operation } from "../document/operations.ts";
import type { Part } from "../finding.ts";
import { type JsonObject, ownObject } from "../json.ts";
import { operationNames } from "../lifecycle/operation-names.ts";
import { type CheckedLines, type NamedPart, writeConsumer } from "./consumer.ts";
import { generateSide, type Side, TypesNotGeneratedError } from "./generate-side.ts";
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

/** The parts of one pair of documents by key, or why they could not be measured. */
export type Measurement = ReadonlyMap<string, Measured> | Error;

/**
 * Measures the parts of some pairs of documents: both documents of a pair are compiled into packages, and a consumer of
 * the old one against the new one. All consumers are one project, and a document that several pairs have is compiled once:
 * starting the compiler costs more than a consumer. Parts that are not in both packages are left out.
 */
export async function measure(inputs: readonly Measurable[]): Promise<readonly Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), "jobwire-diff-"));
  try {
    const sideOf = oncePerDocument(folder);
    const prepared: (Prepared | Error)[] = [];
    for (const input of inputs) prepared.push(await prepareMost(input, sideOf));
    const ready = prepared.filter((one): one is Prepared => !(one instanceof Error));
    const compiled = await compile(folder, ready);
    return prepared.map((one) => (one instanceof Error ? one : read(one, ready.indexOf(one), compiled)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type SideOf = (document: JsonObject) => Promise<Side>;

/** Compiles each document once, whichever pairs it is in. */
function oncePerDocument(folder: string): SideOf {
  const known = new Map<string, Promise<Side>>();
  return (document) => {
    const text = JSON.stringify(document);
    const found = known.get(text) ?? generateSide(join(folder, `document-${known.size}`), document);
    known.set(text, found);
    return found;
  };
}

/** One pair with its code generated. */
interface Prepared {
  readonly base: Side;
  readonly head: Side;
  readonly parts: readonly NamedPart[];
}

/** Where a kind of job does not compile, the operations are still measured. */
async function prepareMost(input: Measurable, sideOf: SideOf): Promise<Prepared | Error> {
  const attempts = [input.parts, input.parts.filter((part) => part.part !== "kind")];
  let refused = new Error("there is nothing to measure");
  for (const parts of attempts) {
    if (parts.length === 0) continue;
    try {
      return await prepare({ ...input, parts }, sideOf);
    } catch (error) {
      if (!(error instanceof TypesNotGeneratedError)) throw error;
      refused = error;
    }
  }
  return refused;
}

async function prepare(input: Measurable, sideOf: SideOf): Promise<Prepared> {
  const [one, other] = slices(input);
  const [base, head] = [await sideOf(one), await sideOf(other)];
  return { base, head, parts: input.parts.flatMap((part) => namedPart(part, input, base, head) ?? []) };
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

function namedPart(part: Part, { pairs, kinds }: Measurable, base: Side, head: Side): NamedPart | undefined {
  if (part.part === "kind") {
    const before = kinds.get(part.operation) ?? part.operation;
    return base.kinds.has(before) && head.kinds.has(part.operation)
      ? { part, base: before, head: part.operation }
      : undefined;
  }
  const pair = pairs.get(part.operation);
  const name = (side: Side, operation: Operation | undefined) =>
    operation === undefined ? undefined : side.methods.get(`${operation.method} ${operation.path}`);
  const [before, after] = [name(base, pair?.base), name(head, pair?.head)];
  return before === undefined || after === undefined ? undefined : { part, base: before, head: after };
}

/** A type of the generated code is not known, so what depends on it proves nothing. */
const unresolved = /^TS(2304|2305|2307|2315|2344|2552|2614|2694|2707|2724):/;

const compilerOptions = {
  ...{ target: "ES2022", lib: ["ES2022"], module: "ESNext", moduleResolution: "bundler" },
  ...{ strict: true, noImplicitAny: false, exactOptionalPropertyTypes: false },
  ...{ noEmit: true, skipLibCheck: true, allowImportingTsExtensions: true, types: [] },
  paths: { "@jobwire/client": ["./stubs/client.ts"], "@jobwire/job-utils": ["./stubs/job-utils.ts"] },
};

/** What the compiler found, and the lines that each consumer is checked in. */
interface Compiled {
  readonly folder: string;
  readonly faults: readonly TypeFault[];
  readonly checks: readonly (readonly CheckedLines[])[];
}

async function compile(folder: string, pairs: readonly Prepared[]): Promise<Compiled> {
  const write = (file: string, text: string) => writeFileSync(join(folder, file), text);
  const consumers = pairs.map(({ base, head, parts }) =>
    writeConsumer(parts, { base: importPath(folder, base), head: importPath(folder, head) }),
  );
  for (const [index, { text }] of consumers.entries()) write(consumerFile(index), text);
  const texts = pairs.flatMap(({ base, head }) => [...base.texts, ...head.texts]);
  const files = ["platform.d.ts", ...consumers.map((_, index) => consumerFile(index))];
  mkdirSync(join(folder, "stubs"));
  write("platform.d.ts", platform);
  write("stubs/client.ts", stubOf("@jobwire/client", texts));
  write("stubs/job-utils.ts", stubOf("@jobwire/job-utils", texts));
  write("tsconfig.json", JSON.stringify({ compilerOptions, files }));
  return { folder, faults: await runCompiler(folder), checks: consumers.map(({ checks }) => checks) };
}

function consumerFile(index: number): string {
  return `consumer-${index}.ts`;
}

function importPath(folder: string, side: Side): string {
  return `./${relative(folder, side.folder).split(sep).join("/")}`;
}

function read({ base, head }: Prepared, index: number, { faults, checks, folder }: Compiled): Measurement {
  const own = [base, head].map((side) => importPath(folder, side).slice(2));
  const elsewhere = faults.find(
    ({ file, message }) => own.some((home) => file.startsWith(`${home}/`)) && unresolved.test(message),
  );
  if (elsewhere !== undefined)
    return new Error(`Generated code does not compile: ${elsewhere.file} ${elsewhere.message}`);
  const found = faults.filter(({ file }) => file === consumerFile(index));
  return new Map((checks[index] ?? []).map((check) => [partKey(check.part), verdictOf(check, found)]));
}

function verdictOf({ breaking, different }: CheckedLines, faults: readonly TypeFault[]): Measured {
  const at = (line: number) => faults.find((fault) => fault.line === line);
  const error = breaking.map(at).find((fault) => fault !== undefined);
  if (error !== undefined) return { verdict: "breaking", error: error.message };
  return { verdict: at(different) === undefined ? "none" : "additive" };
}
