import type { Operation } from "../operation.ts";

/** What `fetch` sends. Derived, because the types of Node have no name for it. */
export type RequestBody = NonNullable<RequestInit["body"]>;

type Values = Readonly<Record<string, unknown>>;

/** Makes a form of an object. */
type MakeForm = (contentType: string, values: object) => RequestBody;

/** The value of the body in a flat or nested input, `undefined` for no body. */
export function bodyOf(
  { body, bodyRequired }: Operation,
  parameters: readonly string[],
  input: Values,
): unknown {
  if (!body) return undefined;
  const rest = Object.entries(input).filter(
    ([name, value]) => value !== undefined && !parameters.includes(name),
  );
  const given = body === "nested" ? input.body : rest.length ? Object.fromEntries(rest) : undefined;
  return given ?? (bodyRequired ? {} : undefined);
}

/** A body as `fetch` takes it. Throws what `JSON.stringify` throws for a value that is no JSON. */
export function serializeBody(
  body: unknown,
  contentType: string,
  makeForm: MakeForm | undefined,
): RequestBody {
  if (contentType.includes("json")) return JSON.stringify(body);
  return contentType.includes("form") && makeForm
    ? makeForm(contentType, body as object)
    : (body as RequestBody);
}
