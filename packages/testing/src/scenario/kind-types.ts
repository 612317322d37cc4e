/** What a script may say about a kind, at the type level. */
export interface KindTypes {
  /** Names of the frames. */
  readonly frame: string;
  /** Body of the read. */
  readonly body: unknown;
  readonly output: unknown;
}

/** A kind of which nothing is known. */
export interface AnyKind extends KindTypes {
  readonly body: object;
}

/** A JSON Merge Patch on a body: any part of it, `null` to remove. */
export type MergePatch<Body> = Body extends readonly unknown[]
  ? Body
  : Body extends object
    ? { readonly [Key in keyof Body]?: MergePatch<NonNullable<Body[Key]>> | null }
    : Body;

/** The kinds that the type of a document knows; `string` for a document that was read at run time. */
export type KindNames<Spec> = Spec extends { readonly "x-jobs": infer Kinds } ? KnownKeys<Kinds> : string;

/** The frames that the type of a document knows of a kind. */
export type FrameNames<Spec, Kind extends string> = Spec extends {
  readonly "x-jobs": { readonly [K in Kind]: { readonly frames: infer Frames } };
}
  ? KnownKeys<Frames>
  : string;

type KnownKeys<Value> = [Extract<keyof Value, string>] extends [never]
  ? string
  : Extract<keyof Value, string>;

interface ReadsBody<Body> {
  readonly read: (...given: never[]) => Promise<{ readonly raw: Body }>;
}
interface LocatesOutput<Output> {
  readonly locate: (body: never) => { readonly output?: Output | null | undefined };
}

/** What a document and a job definition know of a kind. */
export interface TypesOfKind<Spec, Definitions, Kind extends string> {
  readonly frame: FrameNames<Spec, Kind>;
  readonly body: Definitions extends { readonly [K in Kind]: ReadsBody<infer Body> } ? Body : object;
  readonly output: Definitions extends { readonly [K in Kind]: LocatesOutput<infer Output> }
    ? Output
    : unknown;
}
