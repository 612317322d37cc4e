import { hasValue, own } from "../json/json.ts";
import { valueAt } from "../json/pointer.ts";

/** What a runtime expression can refer to. */
export interface Exchange {
  readonly request?: {
    readonly path: Readonly<Record<string, string>>;
    readonly query: Readonly<Record<string, unknown>>;
    readonly header: (name: string) => string | null;
    readonly body: unknown;
  };
  readonly response?: { readonly body: unknown; readonly header?: (name: string) => string | null };
  readonly item?: unknown;
}

/** A constant, a runtime expression as in an OpenAPI Link Object, or a list of which the first that holds a value counts. */
export type Binding = unknown;

/** Parameter name to binding. */
export type Bindings = Readonly<Record<string, Binding>>;

/** The value of a binding, `undefined` if it has none. */
export function bind(binding: Binding, exchange: Exchange): unknown {
  if (Array.isArray(binding)) return binding.map((one) => bind(one, exchange)).find(hasValue);
  if (typeof binding !== "string" || !isExpression(binding)) return binding;
  return evaluate(binding, exchange);
}

/** Whether a string is a runtime expression and no constant. */
export function isExpression(text: string): boolean {
  return /^\$(request|response|item)[.#]/.test(text);
}

function evaluate(expression: string, { request, response, item }: Exchange): unknown {
  const [head = "", pointer = ""] = expression.split("#", 2);
  if (head === "$item") return valueAt(item, pointer);
  if (head === "$request.body") return valueAt(request?.body, pointer);
  if (head === "$response.body") return valueAt(response?.body, pointer);
  const [source, place, ...names] = head.split(".");
  const name = names.join(".");
  if (place === "header")
    return (source === "$request" ? request?.header(name) : response?.header?.(name)) ?? undefined;
  return own(place === "path" ? request?.path : request?.query, name);
}
