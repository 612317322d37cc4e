/**
 * Code as a tree that knows where it may be broken, so that it can be printed as a person would write it. Leaves are
 * text made by the literal, identifier and comment printers; no text of a document gets here by another way.
 */
export type Code =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "object"; readonly entries: readonly Entry[]; readonly isBroken: boolean }
  | { readonly kind: "array"; readonly items: readonly Code[] }
  /** `callee(args)`; broken, the last argument takes the lines if it is an object, else every argument one. */
  | { readonly kind: "call"; readonly callee: Code; readonly args: readonly Code[] }
  /** `(a, b) => body` */
  | { readonly kind: "arrow"; readonly head: string; readonly body: Code }
  /** `head { lines }` */
  | { readonly kind: "block"; readonly head: string; readonly lines: readonly Code[] }
  /** `start (items joined by operator) end`; broken, one item a line. */
  | { readonly kind: "chain"; readonly items: readonly Code[]; readonly operator: string }
  /** `if (condition) statement`; broken, with braces and one part of the condition a line. */
  | { readonly kind: "if"; readonly condition: Code; readonly statement: string }
  /** Parts one after the other. */
  | { readonly kind: "sequence"; readonly parts: readonly Code[] }
  /** `a.b(…).c(…)`; broken, one call a line. */
  | { readonly kind: "members"; readonly start: Code; readonly calls: readonly Code[] };

/** `key: value`, a method or shorthand (`value` alone), or a spread. */
export interface Entry {
  readonly key: string | undefined;
  readonly value: Code;
  readonly comment?: string | undefined;
}

export function text(value: string): Code {
  return { kind: "text", text: value };
}

/** An object literal. An entry `[key, value]`, or `value` alone for shorthand and spread. */
export function object(
  entries: readonly (readonly [key: string, value: Code] | Code | Entry)[],
  isBroken = false,
): Code {
  return { kind: "object", entries: entries.map(entryOf), isBroken };
}

function entryOf(entry: readonly [key: string, value: Code] | Code | Entry): Entry {
  if ("kind" in entry) return { key: undefined, value: entry };
  return "value" in entry ? entry : { key: entry[0], value: entry[1] };
}

export function array(items: readonly Code[]): Code {
  return { kind: "array", items };
}

export function call(callee: string | Code, args: readonly Code[]): Code {
  return { kind: "call", callee: typeof callee === "string" ? text(callee) : callee, args };
}

export function arrow(head: string, body: Code): Code {
  return { kind: "arrow", head, body };
}

export function block(head: string, lines: readonly Code[]): Code {
  return { kind: "block", head, lines };
}

export function chain(items: readonly Code[], operator: string): Code {
  const [only] = items;
  return items.length === 1 && only !== undefined ? only : { kind: "chain", items, operator };
}

export function ifThen(condition: Code, statement: string): Code {
  return { kind: "if", condition, statement };
}

export function sequence(...parts: readonly (string | Code)[]): Code {
  return { kind: "sequence", parts: parts.map((part) => (typeof part === "string" ? text(part) : part)) };
}

export function members(start: Code, calls: readonly Code[]): Code {
  return { kind: "members", start, calls };
}
