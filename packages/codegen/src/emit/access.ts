import type { Reached, Step } from "../model/walk-pointer.ts";
import { type Code, chain, text } from "./code.ts";
import { stringLiteral } from "./literal.ts";

/** The steps of a pointer as property access: `body.status?.metadata?.["reason"]`. */
export function access(base: string, steps: readonly Step[], isFirstSafe = true): string {
  return steps.reduce((before, step, index) => {
    if (step.besideScalars)
      return `(typeof ${before} === "object" ? ${before}${stepText(step, "?.")} : undefined)`;
    return before + stepText(step, index === 0 && isFirstSafe ? "." : "?.");
  }, base);
}

/** Below the first step everything may be missing, whatever the schema says: servers leave out required objects. */
function stepText(step: Step, dot: "." | "?."): string {
  const brackets = dot === "." ? "" : "?.";
  if (step.via === "element") return `${brackets}[${step.name}]`;
  if (step.via === "property" && /^[A-Za-z_$][A-Za-z0-9_$]*$/.test(step.name)) return dot + step.name;
  return `${brackets}[${stringLiteral(step.name)}]`;
}

/** One place to read a value from. */
export interface Place {
  readonly text: string;
  /** It may hold a number or a boolean, so that 0 and false are values. */
  readonly mayBeFalsy: boolean;
}

/** The place that a pointer names below a base. */
export function placeAt(base: string, at: Reached, isFirstSafe = true): Place {
  return {
    text: access(base, at.steps, isFirstSafe),
    mayBeFalsy: at.types.has("number") || at.types.has("boolean"),
  };
}

/** The first place that holds a value: `a || b`, or `a ?? b` where `a` may be a number or a boolean. */
export function firstOf(places: readonly Place[]): Code {
  const operators = places.slice(0, -1).map((place) => (place.mayBeFalsy ? "??" : "||"));
  const [operator] = operators;
  if (operator === undefined || operators.every((other) => other === operator)) {
    return chain(
      places.map((place) => text(place.text)),
      operator ?? "||",
    );
  }
  // The two operators do not mix without parentheses.
  return text(
    places
      .map((place) => place.text)
      .reduce(
        (before, place, index) => `${index > 1 ? `(${before})` : before} ${operators[index - 1]} ${place}`,
      ),
  );
}

/** The first of several pointers below a base that holds a value. */
export function firstAt(base: string, at: readonly Reached[]): Code {
  return firstOf(at.map((reached) => placeAt(base, reached)));
}

/** The type that a pointer leads to, below a named type. Null and absence are taken away. */
function typeAt(base: string, { steps, types }: Reached): string {
  if (types.has("unknown")) return "unknown";
  let type = base;
  let optional = false;
  for (const step of steps) {
    const holder = holderOf(type, optional, step.besideScalars === true);
    type = step.via === "element" ? `${holder}[number]` : `${holder}[${stringLiteral(step.name)}]`;
    optional = step.optional;
  }
  return optional || types.has("null") ? `NonNullable<${type}>` : type;
}

function holderOf(type: string, optional: boolean, besideScalars: boolean): string {
  if (besideScalars) return `Extract<${type}, object>`;
  return optional ? `NonNullable<${type}>` : type;
}

/** The types of several pointers as a union. */
export function unionAt(base: string, at: readonly Reached[]): string {
  const types = [...new Set(at.map((reached) => typeAt(base, reached)))];
  return types.includes("unknown") ? "unknown" : types.join(" | ");
}

/** `steps` → `step`, `runner_jobs` → `runnerJob`: the name of an element of a list. */
export function elementName(steps: readonly Step[], taken: readonly string[]): string {
  const words = (steps.at(-1)?.name ?? "").split(/[^A-Za-z0-9]+/).filter((word) => word !== "");
  const name = words
    .map((word, index) => (index === 0 ? word.toLowerCase() : word.slice(0, 1).toUpperCase() + word.slice(1)))
    .join("");
  const singular = name.replace(/ies$/, "y").replace(/(?<!s)s$/, "");
  const isFree =
    /^[a-z][A-Za-z0-9]*$/.test(singular) &&
    singular !== name &&
    !taken.includes(singular) &&
    !reserved.has(singular);
  return isFree
    ? singular
    : (["item", "element", "entry", "part"].find((candidate) => !taken.includes(candidate)) ?? "it");
}

const reserved = new Set([
  "alias",
  "case",
  "class",
  "default",
  "import",
  "this",
  "body",
  "job",
  "input",
  "options",
  "client",
  "reply",
  "refine",
]);
