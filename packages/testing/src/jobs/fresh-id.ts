import type { Random } from "./random.ts";

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const shortestTail = 6;

/** A new id that looks like an example: same prefix, length and characters. Numbers stay numbers. */
export function freshId(example: unknown, random: Random): string | number {
  if (typeof example === "number")
    return Math.floor((0.1 + random() * 0.9) * 10 ** String(Math.floor(example)).length);
  const text = typeof example === "string" && example !== "" ? example : "job_000000000000";
  const tail = tailOf(text);
  const letters = lettersLike(tail);
  const grown = tail.length < shortestTail && !uuid.test(text) ? tail.padEnd(shortestTail, "0") : tail;
  return (
    text.slice(0, text.length - tail.length) + mapText(grown, (char) => freshChar(char, letters, random))
  );
}

function tailOf(text: string): string {
  if (uuid.test(text)) return text.slice(20);
  const separated = text.slice(text.search(/[^_.:]*$/));
  return separated.length < text.length ? separated : text.slice(Math.min(3, text.length - 1));
}

function lettersLike(tail: string): string {
  if (/^[\d-]*$/.test(tail)) return "0123456789";
  if (/^[\da-f-]*$/.test(tail)) return "0123456789abcdef";
  return /[A-Z]/.test(tail) ? "ABCDEFGHJKLMNPQRSTUVWXYZ23456789" : "abcdefghjkmnpqrstuvwxyz0123456789";
}

function freshChar(char: string, letters: string, random: Random): string {
  return char === "-" ? char : (letters[Math.floor(random() * letters.length)] ?? char);
}

function mapText(text: string, change: (char: string) => string): string {
  return [...text].map(change).join("");
}
