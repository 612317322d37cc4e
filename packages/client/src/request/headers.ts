import type { Refuse } from "./refuse.ts";

/**
 * Puts headers together, later ones over earlier ones. A value that HTTP cannot carry is refused here, because the
 * message of the runtime's own error quotes the value. A name that is none throws that error.
 */
export function mergeHeaders(
  refuse: Refuse,
  ...groups: readonly (Readonly<Record<string, unknown>> | undefined)[]
): Headers {
  const merged = new Headers();
  for (const [name, value] of groups.flatMap((group) => Object.entries(group ?? {}))) {
    if (value === undefined || value === null) continue;
    if (!isHeaderValue(String(value))) refuse(name, "has characters that a header cannot carry");
    merged.set(name, String(value));
  }
  return merged;
}

/** Whether text can be a header's value (RFC 9110, section 5.5). */
export function isHeaderValue(value: string): boolean {
  return /^[\t\x20-\x7e\x80-\xff]*$/.test(value);
}
