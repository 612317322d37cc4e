import type { SpecModel } from "../spec/model.ts";
import type { OperationModel } from "../spec/operation.ts";

/** Where a request goes. */
export type Route =
  | { readonly operation: OperationModel; readonly path: Readonly<Record<string, string>> }
  | { readonly allowed: readonly string[] };

/** Finds the operation of a method and a path; else the methods that the path has. Literal segments win over parameters. */
export function route(spec: SpecModel, method: string, pathname: string): Route {
  const matching = candidatePaths(spec, pathname).flatMap((path) =>
    spec.operations.flatMap((operation) => {
      const match = operation.pattern.exec(path);
      return match === null ? [] : [{ operation, match }];
    }),
  );
  const found = matching.find(({ operation }) => operation.method === method);
  if (found === undefined)
    return { allowed: [...new Set(matching.map(({ operation }) => operation.method))] };
  const names = found.operation.pathParams;
  return {
    operation: found.operation,
    path: Object.fromEntries(names.map((name, index) => [name, decode(found.match[index + 1] ?? "")])),
  };
}

/** A path without each of the declared base paths that it begins with, and as it is. */
function candidatePaths({ basePaths }: SpecModel, pathname: string): readonly string[] {
  return basePaths
    .filter((base) => pathname === base || pathname.startsWith(`${base}/`))
    .map((base) => pathname.slice(base.length) || "/");
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
