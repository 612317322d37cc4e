import type { Json } from "../json.ts";

/** A value of a parameter: a constant, or where to take it from (OpenAPI runtime expression). */
export type Expression =
  | { readonly from: "constant"; readonly value: string | number | boolean }
  | { readonly from: "request.path" | "request.query" | "request.header"; readonly name: string }
  | { readonly from: "request.body" | "response.body" | "item"; readonly pointer: string }
  | { readonly from: "response.header"; readonly name: string };

const parameter = /^\$request\.(path|query|header)\.(.+)$/;
const body = /^\$(request\.body|response\.body|item)(?:#(.*))?$/;
const header = /^\$response\.header\.(.+)$/;

/** Reads what stands behind a parameter's name in `params`. `undefined` for an expression that is none. */
export function parseExpression(value: Json): Expression | undefined {
  if (typeof value === "number" || typeof value === "boolean") return { from: "constant", value };
  if (typeof value !== "string") return undefined;
  if (!value.startsWith("$")) return { from: "constant", value };
  const fromParameter = parameter.exec(value);
  if (fromParameter !== null) {
    return {
      from: `request.${fromParameter[1] as "path" | "query" | "header"}`,
      name: fromParameter[2] ?? "",
    };
  }
  const fromBody = body.exec(value);
  if (fromBody !== null) {
    return { from: fromBody[1] as "request.body" | "response.body" | "item", pointer: fromBody[2] ?? "" };
  }
  const fromHeader = header.exec(value);
  return fromHeader === null ? undefined : { from: "response.header", name: fromHeader[1] ?? "" };
}
