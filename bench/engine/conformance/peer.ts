import { readFile } from "node:fs/promises";
import type { Api, Word } from "./answer.ts";

/** How a wait is to be made. */
export interface WaitSettings {
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
  readonly intervalMs?: number;
  readonly keepAlive?: boolean;
}

/** What a library may be able to do, beside waiting. */
export type Ability =
  | "signal"
  | "deadline"
  | "interval"
  | "http"
  | "given url"
  | "start"
  | "run"
  | "cancel"
  | "overlap"
  | "ref"
  | "clock"
  | "rate"
  | "keep-alive"
  | "watch";

/** One job of an API, in the hands of a library. Methods are there as far as the library has the ability. */
export interface Waiting {
  wait(settings: WaitSettings): Promise<unknown>;
  /** Starts a job; starts one and waits for it. */
  start?(): Promise<unknown>;
  run?(settings: WaitSettings): Promise<unknown>;
  /** Asks to cancel, and gives the state that the library reports then. */
  cancel?(): Promise<unknown>;
  /** Reads twice at once, and gives the state that the library believes when both have been answered. */
  overlap?(): Promise<unknown>;
  /** The job as text, for another process. */
  ref?(): Promise<string>;
  watch?(settings: WaitSettings): AsyncIterable<unknown>;
}

/** A clock for a library that takes one. */
export interface PassedClock {
  now(): number;
  date(): number;
  after(ms: number, callback: () => void): () => void;
}

/** A library that waits for jobs. */
export interface Peer {
  /** Its package, and the function that waits. */
  readonly package: string;
  readonly function: string;
  readonly version: string;
  /** Abilities that it does not have, and what there is in their place. */
  readonly lacks: Readonly<Partial<Record<Ability, string>>>;
  /** How its API writes a word, and the body of a job that is so. */
  readonly textOf: (word: Word) => string;
  readonly bodyOf: (word: Word) => object;
  /** What a result of its wait or cancel says of the job. */
  readonly wordIn: (result: unknown) => string;
  readonly open: (api: Api) => Waiting;
  /** Goes on with a job by the text of `ref`. */
  readonly restore?: (api: Api, ref: string) => Waiting;
  /** Many jobs of a client that may send ten requests a minute. */
  readonly rated?: (api: Api) => (id: string) => Waiting;
  /** Waits on a clock that is passed in. */
  readonly timed?: (api: Api, clock: PassedClock) => Waiting;
}

/** A secret that no other origin and no ref may get to see. */
export const secret = "s3cr3t-k3y";

/** The words of a peer. */
export function words(running: string, done: string, cancelled: string): (word: Word) => string {
  const table = { running, done, cancelled, unknown: "mystery", "almost done": `Not${done}` };
  return (word) => table[word];
}

/** A module of this folder; loaded by name, since the workspace does not know it. */
export async function load<Module>(name: string): Promise<Module> {
  return (await import(name)) as Module;
}

export async function versionOf(name: string): Promise<string> {
  const file = new URL(`../node_modules/${name}/package.json`, import.meta.url);
  return (JSON.parse(await readFile(file, "utf8")) as { version: string }).version;
}

/** The property `status` of a body. */
export function statusIn(body: unknown): string {
  const status = typeof body === "object" && body !== null && "status" in body ? body.status : undefined;
  return typeof status === "string" ? status : `no status (${JSON.stringify(body)})`;
}
