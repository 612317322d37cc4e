import { lineWidth } from "./print.ts";

/**
 * The one way in which text of a document becomes a comment. Nothing in it can end the comment, start a TSDoc tag or an
 * inline tag, or run a directive of a tool; control characters and unusual line ends are gone.
 */
export function comment(parts: readonly (string | undefined)[], indent = 0): string {
  const paragraphs = parts.flatMap((part) => (part === undefined ? [] : paragraphsOf(part)));
  return wrap(paragraphs, indent);
}

/** A comment whose text was written here, with tags. Pieces of a document in it go through {@link commentText}. */
export function ownComment(lines: readonly string[], indent = 0): string {
  return wrap(lines, indent);
}

/** Text of a document made harmless, on one line. */
export function commentText(value: string): string {
  return paragraphsOf(value).join(" ");
}

function paragraphsOf(value: string): readonly string[] {
  return value
    .replace(/\r\n?|[\u2028\u2029\u0085\v\f]/g, "\n")
    .split(/\n\s*\n/)
    .map((paragraph) => neutralize(paragraph.replace(/\s+/g, " ").trim()))
    .filter((paragraph) => paragraph !== "");
}

/** Control characters, marks without width, and what changes the direction of text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
const invisible = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** Letters, digits, and signs that mean nothing in a comment. */
const harmless = /^[\w .,;:!?'"()=+%$#&<>|~^`[\]-]*$/;

function neutralize(value: string): string {
  if (harmless.test(value) && !/sourceMappingURL/i.test(value)) return value;
  return value
    .replace(invisible, "")
    .replaceAll("*/", "*\\/")
    .replaceAll("/*", "/\\*")
    .replace(/(^|[\s({[])@/g, "$1\\@")
    .replace(/sourceMappingURL=/gi, "sourceMappingURL =");
}

function wrap(paragraphs: readonly string[], indent: number): string {
  const pad = " ".repeat(indent);
  const [only] = paragraphs;
  if (only === undefined) return "";
  if (paragraphs.length === 1 && indent + only.length + 7 <= lineWidth) return `${pad}/** ${only} */\n`;
  const lines = paragraphs.flatMap((paragraph, index) => [
    ...(index === 0 || paragraph.startsWith("@") ? [] : [""]),
    ...wrapLine(paragraph, lineWidth - indent - 3),
  ]);
  return `${pad}/**\n${lines.map((line) => (line === "" ? `${pad} *\n` : `${pad} * ${line}\n`)).join("")}${pad} */\n`;
}

function wrapLine(paragraph: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of paragraph.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
