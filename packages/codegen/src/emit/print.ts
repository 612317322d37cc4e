import type { Code, Entry } from "./code.ts";

/** No line of generated code is longer where it can be broken. */
export const lineWidth = 110;

/** Prints code that starts at a column of a line with an indent, and is followed by `after` more characters. */
export function print(code: Code, indent = 0, column: number = indent, after = 0): string {
  const flat = flatten(code);
  if (flat !== undefined && column + flat.length + after <= lineWidth) return flat;
  return printBroken(code, indent, column, after);
}

/** The code on one line; `undefined` if it must be broken. */
function flatten(code: Code): string | undefined {
  switch (code.kind) {
    case "text":
      return code.text.includes("\n") ? undefined : code.text;
    case "object": {
      if (code.isBroken || code.entries.some((entry) => entry.comment !== undefined)) return undefined;
      const entries = all(code.entries.map((entry) => flattenEntry(entry)));
      if (entries === undefined) return undefined;
      return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
    }
    case "array":
      return join(code.items, ", ", "[", "]");
    case "call": {
      const callee = flatten(code.callee);
      const args = join(code.args, ", ", "(", ")");
      return callee === undefined || args === undefined ? undefined : callee + args;
    }
    case "arrow": {
      const body = flatten(code.body);
      return body === undefined ? undefined : `${code.head} => ${inParentheses(code.body, body)}`;
    }
    case "block":
      return undefined;
    case "chain":
      return join(code.items, ` ${code.operator} `, "", "");
    case "if": {
      const condition = flatten(code.condition);
      return condition === undefined ? undefined : `if (${condition}) ${code.statement}`;
    }
    case "sequence":
      return join(code.parts, "", "", "");
    case "members": {
      const start = flatten(code.start);
      const calls = join(code.calls, "", "", "");
      return start === undefined || calls === undefined ? undefined : start + calls;
    }
  }
}

function flattenEntry({ key, value }: Entry): string | undefined {
  const flat = flatten(value);
  return flat === undefined || key === undefined ? flat : `${key}: ${flat}`;
}

function join(items: readonly Code[], separator: string, start: string, end: string): string | undefined {
  const parts = all(items.map(flatten));
  return parts === undefined ? undefined : start + parts.join(separator) + end;
}

function all(parts: readonly (string | undefined)[]): readonly string[] | undefined {
  return parts.every((part) => part !== undefined) ? (parts as readonly string[]) : undefined;
}

/** An object as the body of an arrow needs parentheses. */
function inParentheses(body: Code, printed: string): string {
  return body.kind === "object" ? `(${printed})` : printed;
}

function printBroken(code: Code, indent: number, column: number, after: number): string {
  const inner = indent + 2;
  switch (code.kind) {
    case "text":
      return code.text;
    case "object":
      return `{\n${code.entries.map((entry) => printEntry(entry, inner)).join("")}${spaces(indent)}}`;
    case "array":
      return `[\n${code.items.map((item) => `${spaces(inner)}${print(item, inner, inner, 1)},\n`).join("")}${spaces(indent)}]`;
    case "call":
      return printCall(code, indent, column, after);
    case "arrow":
      return printArrow(code, indent, column, after);
    case "block":
      return `${code.head}{\n${code.lines.map((line) => `${spaces(inner)}${print(line, inner, inner)}\n`).join("")}${spaces(indent)}}`;
    case "chain":
      return printLines(code, inner, after).trimStart();
    case "if":
      return `if (\n${printLines(code.condition, inner, 0)}\n${spaces(indent)}) {\n${spaces(inner)}${code.statement}\n${spaces(indent)}}`;
    case "sequence":
      return printSequence(code.parts, indent, column, after);
    case "members": {
      const start = print(code.start, indent, column, 0);
      return (
        start + code.calls.map((part) => `\n${spaces(inner)}${print(part, inner, inner, after)}`).join("")
      );
    }
  }
}

/** A chain with one item a line, or other code on a line of its own. */
function printLines(code: Code, indent: number, after: number): string {
  if (code.kind !== "chain") return spaces(indent) + print(code, indent, indent, after);
  const tail = code.operator.length + 1;
  return code.items
    .map((item) => spaces(indent) + print(item, indent, indent, Math.max(tail, after)))
    .join(` ${code.operator}\n`);
}

function printEntry({ key, value, comment }: Entry, indent: number): string {
  const start = key === undefined ? "" : `${key}: `;
  const isLong =
    value.kind === "chain" && indent + start.length + (flatten(value)?.length ?? lineWidth) + 1 > lineWidth;
  if (isLong) return `${spaces(indent)}${key ?? ""}:\n${printLines(value, indent + 2, 1)},\n`;
  const note =
    comment === undefined
      ? ""
      : `${comment
          .split("\n")
          .map((line) => spaces(indent) + line)
          .join("\n")}\n`;
  return `${note}${spaces(indent)}${start}${print(value, indent, indent + start.length, 1)},\n`;
}

function printCall(
  code: Extract<Code, { kind: "call" }>,
  indent: number,
  column: number,
  after: number,
): string {
  const callee = print(code.callee, indent, column, 0);
  const [only] = code.args;
  const start = lastLineLength(callee, column) + 1;
  if (code.args.length === 1 && only !== undefined && only.kind !== "text")
    return `${callee}(${print(only, indent, start, after + 1)})`;
  const inner = indent + 2;
  return `${callee}(\n${code.args.map((arg) => `${spaces(inner)}${print(arg, inner, inner, 1)},\n`).join("")}${spaces(indent)})`;
}

function printArrow(
  code: Extract<Code, { kind: "arrow" }>,
  indent: number,
  column: number,
  after: number,
): string {
  const { head, body } = code;
  if (body.kind === "object")
    return `${head} => (${print(body, indent, column + head.length + 5, after + 1)})`;
  if (body.kind === "block") return `${head} => ${print(body, indent, column + head.length + 4, after)}`;
  const inner = indent + 2;
  return `${head} =>\n${spaces(inner)}${print(body, inner, inner, after)}`;
}

function printSequence(parts: readonly Code[], indent: number, column: number, after: number): string {
  let printed = "";
  for (const [index, part] of parts.entries()) {
    const rest = parts.slice(index + 1).map(flatten);
    const behind = rest.every((flat) => flat !== undefined) ? rest.join("").length : 0;
    printed += print(part, indent, lastLineLength(printed, column), after + behind);
  }
  return printed;
}

function lastLineLength(printed: string, column: number): number {
  const line = printed.lastIndexOf("\n");
  return line === -1 ? column + printed.length : printed.length - line - 1;
}

function spaces(count: number): string {
  return " ".repeat(count);
}
