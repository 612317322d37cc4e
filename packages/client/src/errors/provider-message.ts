import { atPointer } from "../pointer.ts";

/** The first text that one of the pointers leads to in an error body. */
export function firstText(body: unknown, pointers: readonly string[] = []): string | undefined {
  for (const pointer of pointers) {
    const text = asText(atPointer(body, pointer));
    if (text) return text;
  }
  return undefined;
}

/** What a provider says of a failure; a body of plain text is the message itself, a page of HTML is none. */
export function providerMessage(body: unknown, pointers: readonly string[]): string | undefined {
  if (typeof body !== "string") return firstText(body, pointers);
  return /^\s*</.test(body) ? undefined : body.trim().slice(0, 500);
}

/** How deep a message may stand in an error body; no body can exhaust the stack. */
const deepest = 8;

/** A value of an error body as a sentence. Lists are those of validation errors: where, and what is wrong there. */
function asText(value: unknown, depth = 0): string | undefined {
  if (depth > deepest) return undefined;
  if (Array.isArray(value))
    return value
      .map((part) => asText(part, depth + 1))
      .filter(Boolean)
      .join("; ");
  if (typeof value !== "object" || value === null) {
    return typeof value === "string" || typeof value === "number" ? String(value).trim() : undefined;
  }
  const { loc, msg, message, detail, error } = value as Readonly<Record<string, unknown>>;
  const text = asText(msg ?? message ?? detail ?? error, depth + 1);
  return text && Array.isArray(loc) ? `${loc.join(" → ")}: ${text}` : text;
}
