import type { Document, Node } from "yaml";
import { lazily } from "../lazily.ts";
import type { Path } from "../path.ts";
import { createJsonOffsets } from "./json-positions.ts";

const yaml = lazily<typeof import("yaml")>("yaml");

/** Looks up where things stand in one text. Parses it again, with positions. */
export interface Positions {
  /** Line and column (1-based) of what a path names; of its nearest parent if the path leads nowhere. */
  find(path: Path): { readonly line: number; readonly column: number };
}

/** Positions in a YAML or JSON text. For YAML it costs far more than reading it: call it only when there is something to show. */
export function createPositions(text: string): Positions {
  return isJson(text) ? jsonPositions(text) : yamlPositions(text);
}

function isJson(text: string): boolean {
  if (!/^\s*[{[]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function jsonPositions(text: string): Positions {
  const offsetOf = createJsonOffsets(text);
  return {
    find(path) {
      const before = text.slice(0, offsetOf(path));
      return { line: before.split("\n").length, column: before.length - before.lastIndexOf("\n") };
    },
  };
}

function yamlPositions(text: string): Positions {
  const { LineCounter, parseDocument } = yaml();
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, stringKeys: true, logLevel: "error" });
  return {
    find(path) {
      const position = lines.linePos(offsetOf(document, path));
      return { line: position.line, column: position.col };
    },
  };
}

/** The offset of what a path names; an entry of a mapping is found at its key, an element of a list at itself. */
function offsetOf(document: Document, path: Path): number {
  let node: unknown = document.contents;
  let offset = startOf(node, 0);
  for (const segment of path) {
    const step = child(document, node, segment);
    if (step === undefined) return offset;
    offset = startOf(step.key ?? step.value, offset);
    node = step.value;
  }
  return offset;
}

function child(
  document: Document,
  node: unknown,
  segment: string | number,
): { key?: unknown; value: unknown } | undefined {
  const { isAlias, isMap, isPair, isSeq } = yaml();
  const target = isAlias(node) ? node.resolve(document) : node;
  if (isSeq(target)) {
    const value = target.items[Number(segment)];
    return value === undefined ? undefined : { value };
  }
  if (!isMap(target)) return undefined;
  const pair = target.items.find((item) => isPair(item) && keyText(item.key) === String(segment));
  return pair === undefined ? undefined : { key: pair.key, value: pair.value };
}

function keyText(key: unknown): string {
  return yaml().isScalar(key) ? String(key.value) : String(key);
}

function startOf(node: unknown, otherwise: number): number {
  return (node as Node | null | undefined)?.range?.[0] ?? otherwise;
}
