/** Generated code imports types of the run-time packages; for the verdict it is enough that they hold what they hold. */
const client = `
export interface ApiDescription { readonly [key: string]: unknown }
export interface ClientOptions { readonly [key: string]: unknown }
export interface RequestOptions { readonly signal?: AbortSignal }
export interface PageOptions { readonly maxPages?: number }
export interface EventStream<Event> { readonly event: Event; readonly isEventStream: true }
export interface Pages<Item> extends AsyncIterable<Item> { items(): AsyncIterable<Item> }
export interface Client<Operations, Streams, Pages> { readonly [key: string]: unknown; readonly types: [Operations, Streams, Pages] }
`;
const jobUtils = `
export interface JobDefinition<Types> { readonly types?: Types; readonly [key: string]: unknown }
`;

/** The few names of the platform that generated types use: reading all of the DOM's declarations costs most of the time. */
export const platform = `
interface AbortSignal { readonly aborted: boolean }
interface Blob { readonly size: number; readonly type: string }
interface File extends Blob { readonly name: string }
interface ReadableStream<R = unknown> { readonly locked: boolean; readonly chunk: R }
interface Response { readonly status: number }
interface Request { readonly url: string }
interface URLSearchParams { readonly size: number }
interface FormData { readonly form: true }
`;

/** A name that a generated file imports. */
interface Import {
  readonly name: string;
  readonly isType: boolean;
}

function importsOf(text: string, from: string): readonly Import[] {
  const clauses = [...text.matchAll(/import (type )?\{([^}]*)\} from "([^"]+)"/g)].filter(
    (clause) => clause[3] === from,
  );
  return clauses.flatMap(([, keyword, names = ""]) =>
    names.split(",").map((written) => ({
      name: written.trim().replace(/^type /, ""),
      isType: keyword !== undefined || written.trim().startsWith("type "),
    })),
  );
}

/** The stub of one package, with a declaration for every name that a generated file imports and the stub does not know. */
export function stubOf(module: string, generated: readonly string[]): string {
  const known = module === "@jobwire/client" ? client : jobUtils;
  const imports = new Map(generated.flatMap((text) => importsOf(text, module)).map((one) => [one.name, one]));
  const further = [...imports.values()].filter(
    ({ name }) => /^\w+$/.test(name) && !new RegExp(`(interface|function|type) ${name}\\b`).test(known),
  );
  return known + further.map(declaration).join("");
}

const generics = "<A = unknown, B = unknown, C = unknown, D = unknown>";

function declaration({ name, isType }: Import): string {
  return isType
    ? `export type ${name}${generics} = { readonly is: "${name}"; readonly of: [A, B, C, D] };\n`
    : `export declare function ${name}${generics}(...input: never[]): never;\n`;
}
