import type { ApiDescription, ClientOptions, Reply } from "@jobwire/client";
import type {
  AnyJobDefinition,
  EndedJob,
  Job,
  JobRef,
  JobStatus,
  RunOptions,
  StartOptions,
  WaitOptions,
} from "@jobwire/job-utils";
import { api as niaApi } from "@jobwire/nia";
import { createNia } from "@jobwire/nia/jobs";
import niaSpec from "@jobwire/nia/openapi.json" with { type: "json" };
import { api as nullspaceApi } from "@jobwire/nullspace";
import { createNullspace } from "@jobwire/nullspace/jobs";
import nullspaceSpec from "@jobwire/nullspace/openapi.json" with { type: "json" };
import { api as nuonApi } from "@jobwire/nuon";
import { createNuon } from "@jobwire/nuon/jobs";
import nuonSpec from "@jobwire/nuon/openapi.json" with { type: "json" };
import { api as sieveApi } from "@jobwire/sieve";
import { createSieve } from "@jobwire/sieve/jobs";
import sieveSpec from "@jobwire/sieve/openapi.json" with { type: "json" };
import { definitionsOf, packages } from "../providers.ts";

/** An operation of any client: its types are not known where tests go through all of them. */
type AnyOperation<Result> = (input?: object, options?: object) => Result;
type Operations<Result> = Readonly<Record<string, AnyOperation<Result>>>;

/** A handle of any kind. What a kind cannot do is absent from its type; here it may be asked for. */
export interface AnyHandle {
  readonly id: string;
  readonly ref: JobRef;
  readonly job: Job | undefined;
  wait(options?: WaitOptions<Job>): Promise<Job>;
  output(options?: WaitOptions<Job>): Promise<unknown>;
  watch(options?: WaitOptions<Job>): AsyncIterable<Job>;
  refresh(options?: { readonly signal?: AbortSignal }): Promise<Job>;
  nudge(): void;
  cancel(options?: WaitOptions<Job> & { readonly wait?: boolean }): Promise<EndedJob>;
  events(options?: { readonly signal?: AbortSignal }): AsyncIterable<unknown>;
}

/** A start of any kind. */
export interface AnyStarter {
  start(input: object, options?: StartOptions): Promise<AnyHandle>;
  run(input: object, options?: RunOptions<Job>): Promise<Job>;
  output(input: object, options?: RunOptions<Job>): Promise<unknown>;
}

/** A kind of any provider, bound to a client. */
export interface AnyKind {
  attach(ref: JobRef): AnyHandle;
  ref(id: string, params?: object): JobRef;
  list(input?: object): AsyncIterable<Job>;
}

/** A client of any provider. */
export interface AnyClient {
  readonly at: string;
  readonly jobs: Readonly<Record<string, AnyKind & Readonly<Record<string, AnyStarter>>>>;
  readonly withReply: Operations<Promise<Reply>>;
  readonly stream: Operations<Promise<AsyncIterable<unknown>>>;
  readonly pages: Operations<AsyncIterable<readonly unknown[]>>;
}

/** What a definition holds that tests look at. */
export interface Definition extends AnyJobDefinition {
  readonly can: readonly ("cancel" | "list" | "stream" | "action")[];
  readonly starts: Readonly<Record<string, { readonly stream?: unknown; readonly idIn?: unknown }>>;
  readonly statuses: Readonly<Record<string, JobStatus>>;
  readonly longPoll?: { readonly holdMs: number };
  readonly events?: { readonly open?: unknown };
  readonly list?: unknown;
  readonly poll?: { readonly firstMs?: number; readonly minMs?: number; readonly maxMs?: number };
  readonly timeoutMs?: number;
  readonly reopens?: true;
}

/** One provider, as data. */
export interface Api {
  readonly name: string;
  /** Where tests say that it is. */
  readonly baseUrl: string;
  readonly spec: Spec;
  readonly table: ApiDescription;
  readonly definitions: readonly Definition[];
  readonly create: (options: ClientOptions) => AnyClient;
}

/** A document that a provider package exports. */
export interface Spec {
  readonly paths: object;
  readonly "x-jobs": object;
}

interface Parts {
  readonly spec: Spec;
  readonly table: ApiDescription;
  readonly create: (options: ClientOptions) => object;
}

/** The four providers. */
export const apis: readonly Api[] = Object.entries<Parts>({
  nia: { spec: niaSpec, table: niaApi, create: createNia },
  nullspace: { spec: nullspaceSpec, table: nullspaceApi, create: createNullspace },
  nuon: { spec: nuonSpec, table: nuonApi, create: (options) => createNuon({ orgId: "orgtest", ...options }) },
  sieve: { spec: sieveSpec, table: sieveApi, create: createSieve },
}).map(([name, { create, ...parts }]) => ({
  name,
  baseUrl: `https://${name}.test`,
  definitions: definitionsOf(packages[name] ?? {}) as readonly Definition[],
  ...parts,
  create: (options) => create(options) as AnyClient,
}));

/** A kind of a provider, with one of its starts (none for a kind that nobody starts). */
export interface KindCase {
  readonly api: Api;
  readonly kind: string;
  readonly definition: Definition;
  readonly startName: string | undefined;
}

/** Every kind of every provider, with its first start. */
export const kinds: readonly KindCase[] = apis.flatMap((api) =>
  api.definitions.map((definition) => ({
    api,
    kind: definition.kind,
    definition,
    startName: Object.keys(definition.starts)[0],
  })),
);

/** One kind of one provider. */
export function kindNamed(provider: string, kind: string): KindCase {
  const found = kinds.find((one) => one.api.name === provider && one.kind === kind);
  if (found === undefined) throw new Error(`${provider} has no ${kind}`);
  return found;
}

/** Every start of every kind. */
export const starts: readonly (KindCase & { readonly startName: string })[] = kinds.flatMap((one) =>
  Object.keys(one.definition.starts).map((startName) => ({ ...one, startName })),
);

/** The kinds that can do something. */
export function kindsThat(can: Definition["can"][number]): readonly KindCase[] {
  return kinds.filter(({ definition }) => definition.can.includes(can));
}

/** The start of a kind, on a client. */
export function starterOf(client: AnyClient, { kind, definition, startName = "" }: KindCase): AnyStarter {
  const bound = client.jobs[kind];
  const starter = Object.keys(definition.starts).length > 1 ? bound?.[startName] : bound;
  if (starter === undefined) throw new Error(`${kind} has no start ${startName}`);
  return starter as unknown as AnyStarter; // a kind with one start is its starter
}

/** A kind on a client. */
export function kindOf(client: AnyClient, { kind }: Pick<KindCase, "kind">): AnyKind {
  const bound = client.jobs[kind];
  if (bound === undefined) throw new Error(`there is no kind ${kind}`);
  return bound;
}
