import type { Path } from "../path.ts";

/** Offsets of an entry: where it starts (its key, or itself in a list), and its value. */
interface Entry {
  readonly start: number;
  readonly value: number;
}
type Children = ReadonlyMap<string, Entry>;

/**
 * Offsets in a JSON text that parses. Only what a path leads through is read closer, and remembered, so that hundreds of
 * places in megabytes cost little more than one.
 */
export function createJsonOffsets(text: string): (path: Path) => number {
  const known = new Map<number, Children>();
  return (path) => {
    let at = skipSpace(text, 0);
    let found = at;
    for (const segment of path) {
      const children = known.get(at) ?? childrenAt(text, at);
      known.set(at, children);
      const entry = children.get(String(segment));
      if (entry === undefined) return found;
      found = entry.start;
      at = entry.value;
    }
    return found;
  };
}

function childrenAt(text: string, at: number): Children {
  const children = new Map<string, Entry>();
  const isObject = text[at] === "{";
  if (!isObject && text[at] !== "[") return children;
  let next = skipSpace(text, at + 1);
  for (let index = 0; next < text.length && text[next] !== "}" && text[next] !== "]"; index++) {
    const start = next;
    let name = String(index);
    if (isObject) {
      const end = skipString(text, next);
      name = JSON.parse(text.slice(next, end)) as string;
      next = skipSpace(text, skipSpace(text, end) + 1);
    }
    children.set(name, { start, value: next });
    next = skipSpace(text, skipValue(text, next));
    if (text[next] === ",") next = skipSpace(text, next + 1);
  }
  return children;
}

function skipValue(text: string, at: number): number {
  const first = text[at];
  if (first === '"') return skipString(text, at);
  if (first !== "{" && first !== "[") return skipPlain(text, at);
  let depth = 0;
  for (let next = at; next < text.length; next++) {
    const code = text.charCodeAt(next);
    if (code === 0x22) next = skipString(text, next) - 1;
    else if (code === 0x7b || code === 0x5b) depth++;
    else if ((code === 0x7d || code === 0x5d) && --depth === 0) return next + 1;
  }
  return text.length;
}

/** A number, `true`, `false` or `null`. */
function skipPlain(text: string, at: number): number {
  let next = at;
  while (next < text.length && !/[\s,\]}]/.test(text[next] ?? "")) next++;
  return next;
}

/** The offset behind the closing quote. */
function skipString(text: string, at: number): number {
  for (let end = text.indexOf('"', at + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text[end - 1 - slashes] === "\\") slashes++;
    if (slashes % 2 === 0) return end + 1;
  }
  return text.length;
}

function skipSpace(text: string, at: number): number {
  let next = at;
  while (next < text.length && text.charCodeAt(next) <= 0x20) next++;
  return next;
}
