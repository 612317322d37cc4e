import type { Part } from "../finding.ts";
import { prefix } from "./generate-side.ts";

/** How a part is called on each side. */
export interface NamedPart {
  readonly part: Part;
  /** Name of the method, or of the kind, in the old and in the new package. */
  readonly base: string;
  readonly head: string;
}

/** The lines of the consumer in which one part is checked. */
export interface CheckedLines {
  readonly part: Part;
  /** Fails when code that compiled stops compiling. */
  readonly breaking: readonly number[];
  /** Fails when anything is different. */
  readonly different: number;
}

/** A program that uses the old package, compiled against the new one. */
export interface Consumer {
  readonly text: string;
  readonly checks: readonly CheckedLines[];
}

/**
 * Writes the consumer: for each part, what callers give must still be taken, and what they read must still be there.
 *
 * @param folders Where the generated files of both sides are, seen from the consumer.
 */
export function writeConsumer(
  parts: readonly NamedPart[],
  folders: { readonly base: string; readonly head: string },
): Consumer {
  const lines = preamble(folders).split("\n");
  const checks = parts.map((named): CheckedLines => {
    const [given, taken] = directions(named);
    const first = lines.length + 1;
    const pairs = [
      ...given.map((pair) => ({ ...pair, flow: "given" })),
      ...taken.map((pair) => ({ ...pair, flow: "taken" })),
    ];
    for (const { base, head, flow } of pairs) {
      const [from, to] = flow === "given" ? [base, head] : [head, base];
      lines.push(`{ const value: ${to} = null! as ${from}; void value; }`);
      lines.push(`{ const nothing: never = null! as Lost<${base}, ${head}>; void nothing; }`);
    }
    const breaking = Array.from({ length: lines.length + 1 - first }, (_, index) => first + index);
    const all = (side: "base" | "head") => `[${pairs.map((pair) => (pair.whole ?? pair)[side]).join(", ")}]`;
    lines.push(`{ const same: Same<${all("base")}, ${all("head")}> = true; void same; }`);
    return { part: named.part, breaking, different: lines.length };
  });
  return { text: `${lines.join("\n")}\n`, checks };
}

interface TypePair {
  readonly base: string;
  readonly head: string;
  /** The types in which any difference counts, if they are others. */
  readonly whole?: { readonly base: string; readonly head: string };
}

/** The types that callers give, and those that they take. */
function directions({
  part,
  base,
  head,
}: NamedPart): readonly [given: readonly TypePair[], taken: readonly TypePair[]] {
  const [one, other] = [JSON.stringify(base), JSON.stringify(head)];
  const both = (type: (side: "Base" | "Head", name: string) => string): TypePair => ({
    base: type("Base", one),
    head: type("Head", other),
  });
  switch (part.part) {
    case "input":
      return [
        [
          both((side, name) => `Input<${side}.Operations, ${name}>`),
          both((side, name) => `PathInput<${side}.Schema, ${name}>`),
        ],
        [],
      ];
    case "output":
      return [
        [],
        [
          ...["Operations", "Streams", "Pages"].map((group) =>
            both((side, name) => `Output<${side}.${group}, ${name}>`),
          ),
          both((side, name) => `PathOutput<${side}.Schema, ${name}>`),
        ],
      ];
    case "error":
      return [[], [known("ErrorOf", "Schema", one, other)]];
    default:
      return [
        [both((side, name) => `Given<${side}.Jobs, ${name}>`)],
        [both((side, name) => `Taken<${side}.Jobs, ${name}>`), known("EventOf", "Jobs", one, other)],
      ];
  }
}

/** What had no type, or has none any more, was and is handled as unknown. */
function known(type: string, group: string, base: string, head: string): TypePair {
  const [one, other] = [`${type}<Base.${group}, ${base}>`, `${type}<Head.${group}, ${head}>`];
  return {
    base: `Known<${one}, ${other}>`,
    head: `Known<${other}, ${one}>`,
    whole: { base: one, head: other },
  };
}

function preamble({ base, head }: { readonly base: string; readonly head: string }): string {
  const side = (name: string, folder: string) => `declare namespace ${name} {
  type Operations = import("${folder}/operations.ts").${prefix}Operations;
  type Streams = import("${folder}/operations.ts").${prefix}Streams;
  type Pages = import("${folder}/operations.ts").${prefix}Pages;
  type Schema = import("${folder}/schema.ts").operations;
  type Jobs = typeof import("${folder}/jobs.ts");
}`;
  return `import type { EventStream } from "@jobwire/client";
import type { JobDefinition } from "@jobwire/job-utils";
${side("Base", base)}
${side("Head", head)}
${helpers}`;
}

const helpers = `
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type Plain<T> = T extends Record<string, never> ? {} : T;
type Input<Ops, K> = K extends keyof Ops ? (Ops[K] extends (input: infer I, ...rest: never[]) => unknown ? Plain<I> : never) : never;
type Opened<T> = T extends EventStream<infer E> ? { events: E } : T extends Promise<infer R> ? Opened<R> : T extends AsyncIterable<infer I> ? { items: I } : T;
type Output<Ops, K> = K extends keyof Ops ? (Ops[K] extends (...input: never[]) => infer R ? { result: Opened<R> } : {}) : {};
type ErrorOf<Ops, K> = K extends keyof Ops ? (Ops[K] extends { responses: infer R } ? Errors<R> : never) : never;
type Errors<R> = { [S in keyof R]: \`\${S & (string | number)}\` extends \`2\${string}\` ? never : ContentOf<R[S]> }[keyof R];
type Known<A, B> = [A] extends [never] ? { known?: B } : { known?: A };
type EventOf<Jobs, K> = TypesOf<Jobs, K> extends { event: infer E } ? E : never;
type ContentOf<R> = R extends { content: infer C } ? C[keyof C] : never;
type PathInput<Ops, K> = K extends keyof Ops ? (Ops[K] extends { parameters: infer P; requestBody: infer B } ? P & { body: ContentOf<B> } : Ops[K] extends { parameters: infer P; requestBody?: infer B } ? P & { body?: ContentOf<B> } : never) : never;
type PathOutput<Ops, K> = K extends keyof Ops ? (Ops[K] extends { responses: infer R } ? { data: Successes<R> } : {}) : {};
type Successes<R> = { [S in keyof R]: \`\${S & (string | number)}\` extends \`2\${string}\` ? ContentOf<R[S]> : never }[keyof R];
type TypesOf<Jobs, K> = K extends keyof Jobs ? (Jobs[K] extends JobDefinition<infer T> ? T : never) : never;
type Only<S> = [keyof S] extends [never] ? {} : IsOne<keyof S> extends true ? { run: (input: S[keyof S]) => void } : { [K in keyof S]: { run: (input: S[K]) => void } };
type IsOne<K> = [K] extends [UnionToIntersection<K>] ? true : false;
type UnionToIntersection<U> = (U extends unknown ? (u: U) => void : never) extends (u: infer I) => void ? I : never;
type Given<Jobs, K> = TypesOf<Jobs, K> extends { params: infer P; list: infer L } ? { params: P; list?: L } : never;
type Taken<Jobs, K> = TypesOf<Jobs, K> extends { starts: infer S; body: infer B; output: infer O; can: infer C extends string } ? { kind: Only<S>; raw: B; output?: O; methods: { [M in C]: true } } : never;

type Primitive = string | number | boolean | bigint | symbol | null | undefined;
type KeyOf<T> = T extends unknown ? keyof T : never;
type At<T, K> = T extends unknown ? (K extends keyof T ? T[K] : never) : never;
type Item<T> = T extends readonly (infer I)[] ? I : never;
type Word<O, N> = string extends O ? never : O extends string ? (O extends N ? never : string extends N ? never : O) : never;
/** Properties and words of the old type that the new one does not know: code that names them stops compiling. What is unknown now is found by assignability. */
type Lost<O, N, Depth extends 0[] = []> = Depth["length"] extends 7 ? never : unknown extends N ? never : Same<O, N> extends true ? never : LostOf<O, N, Depth>;
type LostOf<O, N, Depth extends 0[]> = O extends Primitive ? Word<O, N>
  : O extends (...input: never[]) => unknown ? never
  : O extends readonly (infer I)[] ? ([Item<N>] extends [never] ? never : Lost<I, Item<N>, [...Depth, 0]>)
  : O extends object ? { [K in keyof O & string]-?: string extends K ? LostIndex<O[K], N, Depth> : K extends KeyOf<N> ? Lost<O[K], At<N, K>, [...Depth, 0]> : string extends KeyOf<N> ? never : K }[keyof O & string]
  : never;
type LostIndex<V, N, Depth extends 0[]> = [V] extends [never] ? never : string extends KeyOf<N> ? Lost<V, At<N, string>, [...Depth, 0]> : "any other name";
export {};
`;
