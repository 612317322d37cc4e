import { CORE_SCHEMA, load } from "js-yaml";
import { isArray, type Json, mapObject } from "../json.ts";
import { lazily } from "../lazily.ts";

/** A text that is no JSON or YAML, and where it stops being one (1-based). */
export class TextError extends Error {
  override readonly name = "TextError";
  readonly line: number;
  readonly column: number;
  /** What to do about it, if the parser can tell. */
  readonly hint: string | undefined;

  constructor(
    message: string,
    line: number,
    column: number,
    options?: ErrorOptions & { readonly hint?: string | undefined },
  ) {
    super(message, options);
    this.hint = options?.hint;
    this.line = line;
    this.column = column;
  }
}

const yaml = lazily<typeof import("yaml")>("yaml");
const maxAliases = 1000;

/**
 * Reads JSON or YAML without positions, each by the fastest parser: positions are looked up by a second parse, only once
 * there is something to report.
 */
export function parseText(text: string, isJson = false): Json {
  const value = parse(text, isJson);
  if (mayOverflow.test(text) && holdsOverflow(value)) throw overflow(text);
  return value;
}

/** YAML has infinity and what is no number, and both formats have numbers that are too large: none of them is a value. */
const mayOverflow = /(?:^|[\s[{,:-])[-+]?(?:\.(?:inf|nan)\b|[\d.]+e\+?\d{3})/im;

function holdsOverflow(value: Json, depth = 0): boolean {
  if (typeof value === "number") return !Number.isFinite(value);
  if (typeof value !== "object" || value === null || depth > maxDepth) return false;
  return Object.values(value).some((entry: Json) => holdsOverflow(entry, depth + 1));
}

function overflow(text: string): TextError {
  const before = text.slice(0, text.search(mayOverflow) + 1).split("\n");
  const fact = "a number here is infinite, too large, or none";
  return new TextError(fact, before.length, (before.at(-1)?.length ?? 0) + 1);
}

function parse(text: string, isJson: boolean): Json {
  if (isJson || /^\s*[{[]/.test(text)) {
    try {
      return JSON.parse(text) as Json;
    } catch (error) {
      if (isJson) throw jsonError(text, error);
      // YAML's flow style starts alike, and its parser says line and column.
    }
  }
  try {
    const value = load(text, { schema: CORE_SCHEMA, maxAliases }) as Json;
    return hasAnchor.test(text) ? separate(value, { nodes: 100_000 + 20 * text.length }, 0) : value;
  } catch (error) {
    if (error instanceof TextError) throw error;
    return parseSlowly(text);
  }
}

const hasAnchor = /(?:^|[\s[{,:-])&[^\s,[\]{}]/m;
const maxDepth = 500;

/** Copies what aliases share, so that changing one place never changes another. A circle is left to whoever meets it. */
function separate(value: Json, left: { nodes: number }, depth: number): Json {
  if (typeof value !== "object" || value === null || depth > maxDepth) return value;
  left.nodes -= 1;
  if (left.nodes < 0) throw new TextError("its YAML aliases make the document explode", 1, 1);
  if (isArray(value)) return value.map((item) => separate(item, left, depth + 1));
  return mapObject(value, (entry) => separate(entry, left, depth + 1));
}

/** By the parser that takes a quarter of the speed to know tags of others, and line and column of a fault. */
function parseSlowly(text: string): Json {
  try {
    return yaml().parse(text, { stringKeys: true, logLevel: "error", maxAliasCount: maxAliases }) as Json;
  } catch (error) {
    throw textError(error, text);
  }
}

/** Engines do not always say where JSON is wrong: it is the first line up to which the text is more than unfinished. */
function jsonError(text: string, error: unknown): TextError {
  const lines = text.split("\n");
  let [good, bad] = [0, lines.length];
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (isUnfinished(lines.slice(0, middle).join("\n"))) good = middle;
    else bad = middle;
  }
  const message = error instanceof Error ? error.message : String(error);
  const fact = message.replace(/(,? \.\.\.| in JSON at | at position |, ").*$/s, "");
  const column = (lines[bad - 1] ?? "").search(/\S/) + 1;
  return new TextError(`this is no valid JSON: ${fact}`, bad, Math.max(1, column), { cause: error });
}

function isUnfinished(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    return (
      error instanceof Error &&
      /end of JSON|Expected .* after|Expected property name|double-quoted/i.test(error.message) &&
      isAtEnd(error.message, text)
    );
  }
}

/** Whether the error is that the text stops. */
function isAtEnd(message: string, text: string): boolean {
  const position = /at position (\d+)/.exec(message)?.[1];
  return position === undefined || Number(position) >= text.trimEnd().length;
}

function textError(error: unknown, text: string): TextError {
  const message = error instanceof Error ? error.message : String(error);
  const at = error instanceof yaml().YAMLParseError ? error.linePos?.[0] : undefined;
  const said = (message.split(/ at line \d+|:\n/)[0] ?? message).trim();
  const line = at?.line ?? 1;
  const { fact, hint } = explained(said, text.split("\n")[line - 1] ?? "");
  return new TextError(`this is no valid YAML: ${fact}`, line, at?.col ?? 1, { cause: error, hint });
}

/** What a person must know of the parser's word. */
function explained(said: string, line: string): { readonly fact: string; readonly hint?: string } {
  if (/call stack/i.test(said)) return { fact: "it is nested too deeply" };
  if (/multiple documents/i.test(said))
    return { fact: "the file holds several documents", hint: "remove all but one, and the lines with ---" };
  if (/[A-Z]+ \/[^\s"',]*\{/.test(line))
    return { fact: said, hint: 'a path with {…} stands in quotes: "POST /jobs/{job_id}"' };
  return { fact: said };
}
