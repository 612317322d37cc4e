import { readFile } from "node:fs/promises";
import {
  type AnyJobDefinition,
  type JobDefinition,
  type JobTypes,
  MalformedBodyError,
  toJob,
} from "@jobwire/job-utils";
import { parse } from "yaml";
import { mergePatch } from "./merge-patch.ts";

/** One row of a `golden.yaml`: a raw body and the Job that a person says it is. */
export interface GoldenCase {
  readonly name: string;
  readonly kind: string;
  readonly source: string;
  readonly params?: Readonly<Record<string, string>>;
  /** The id that was asked for; counts when the body leaves it out. Default `"asked"`. */
  readonly askedId?: string;
  readonly body: unknown;
  readonly job?: Readonly<Record<string, unknown>>;
  readonly error?: "malformed";
}

/** The rows of a provider's `golden.yaml`, with whole bodies. */
export async function readGolden(provider: string): Promise<readonly GoldenCase[]> {
  const file = new URL(`../../../specs/${provider}/golden.yaml`, import.meta.url);
  const golden = parse(await readFile(file, "utf8")) as {
    readonly bodies?: Readonly<Record<string, unknown>>;
    readonly cases: readonly GoldenCase[];
  };
  return golden.cases.map((row) => ({ ...row, body: bodyOf(row, golden.bodies ?? {}) }));
}

function bodyOf({ name, body }: GoldenCase, bodies: Readonly<Record<string, unknown>>): unknown {
  if (typeof body !== "object" || body === null || !("of" in body)) return body;
  const { of, merge } = body as { readonly of: string; readonly merge?: unknown };
  if (!Object.hasOwn(bodies, of)) throw new Error(`golden row "${name}": there is no body "${of}"`);
  return merge === undefined ? bodies[of] : mergePatch(bodies[of], merge);
}

/**
 * What a row should come to: the Job without what follows from the address, or the word `malformed`. A job that requires
 * action has a list of actions, which a row may leave out when it is empty.
 */
export function expectedOf({ error, job }: GoldenCase): unknown {
  return error ?? (job?.status === "requires_action" ? { actions: [], ...job } : job);
}

/** What a definition makes of a row's body, in the same shape. */
export function actualOf(definition: AnyJobDefinition, row: GoldenCase): unknown {
  const asked = { id: row.askedId ?? "asked", ...(row.params && { params: row.params }) };
  try {
    const { provider, kind, ref, raw, ...job } = toJob(
      definition as unknown as JobDefinition<JobTypes>, // a row is data: its types are not known here
      row.body,
      asked,
    );
    return job;
  } catch (error) {
    if (error instanceof MalformedBodyError) return "malformed";
    throw error;
  }
}
