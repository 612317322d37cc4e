import type { Condition } from "../model/kind.ts";
import type { Reached, Step } from "../model/walk-pointer.ts";
import { access, elementName } from "./access.ts";
import { arrow, type Code, call, chain, sequence, text } from "./code.ts";
import { numberLiteral, stringLiteral } from "./literal.ts";

/** Conditions that must all hold, as code. Those below one `*` are about one and the same element. */
export function conditionsCode(
  base: string,
  conditions: readonly Condition[],
  taken: readonly string[] = [base],
): Code {
  const parts: Code[] = [];
  const done = new Set<string>();
  for (const condition of conditions) {
    const prefix = beforeStar(condition);
    if (prefix === undefined) {
      parts.push(comparison(access(base, condition.at.steps), condition));
      continue;
    }
    const key = keyOf(prefix);
    if (done.has(key)) continue;
    done.add(key);
    const same = conditions.filter(
      (other) => keyOf(beforeStar(other) ?? []) === key && beforeStar(other) !== undefined,
    );
    const element = elementName(prefix, taken);
    const inner = conditionsCode(
      element,
      same.map((other) => below(other, prefix.length + 1)),
      [...taken, element],
    );
    parts.push(call(`${access(base, prefix)}?.some`, [arrow(`(${element})`, inner)]));
  }
  return chain(
    parts.map((part) => (parts.length > 1 && part.kind === "chain" ? sequence("(", part, ")") : part)),
    "&&",
  );
}

function beforeStar({ at }: Condition): readonly Step[] | undefined {
  const star = at.steps.findIndex((step) => step.via === "any");
  return star === -1 ? undefined : at.steps.slice(0, star);
}

function keyOf(steps: readonly Step[]): string {
  return JSON.stringify(steps.map((step) => step.name));
}

function below(condition: Condition, count: number): Condition {
  return { ...condition, at: { ...condition.at, steps: condition.at.steps.slice(count) } };
}

function comparison(place: string, { at, values }: Condition): Code {
  return chain(
    values.map((value) => text(compare(place, at, value))),
    "||",
  );
}

function compare(place: string, at: Reached, value: string | number | boolean | null): string {
  if (typeof value === "string") return `${place} === ${stringLiteral(value)}`;
  if (typeof value === "number") return `${place} === ${numberLiteral(value)}`;
  if (value === true) return `${place} === true`;
  // `false` also matches an absent value. `null` matches an absent and an empty one, but neither 0 nor false.
  const holdsNumbers = at.types.has("number") || at.types.has("boolean");
  if (value === false || !holdsNumbers) return `!${place}`;
  return `(${place} === undefined || ${place} === null)`;
}
