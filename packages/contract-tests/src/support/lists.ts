import type { KindCase } from "./apis.ts";
import { inputOf, type Tree } from "./inputs.ts";

/** The operation that lists a kind, and an input of it by which the jobs of the examples are found. */
export function listInputOf({ api, kind }: Pick<KindCase, "api" | "kind">): {
  readonly operation: string;
  readonly input: Tree;
} {
  const jobs = api.spec["x-jobs"] as Readonly<
    Record<string, { readonly list?: { readonly operation: string } }>
  >;
  const operation = jobs[kind]?.list?.operation;
  if (operation === undefined) throw new Error(`no operation lists a ${kind}`);
  return { operation, input: inputOf(api, operation) };
}
