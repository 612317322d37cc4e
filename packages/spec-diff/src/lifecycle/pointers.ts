import { same } from "../canonical.ts";
import type { Finding } from "../finding.ts";
import { isArray, isObject, type Json, own } from "../json.ts";
import { type KindPair, type KindRule, say, values } from "./kind-pair.ts";

/** What happened to a list of fall-back values of which the first that holds one counts. */
export type ListChange = "same" | "added" | "removed" | "appended" | "moved";

/** A further fall-back at the end is read only where nothing was found before. */
export function listChange(before: Json | undefined, after: Json | undefined): ListChange {
  if (same(before, after)) return "same";
  if (before === undefined) return "added";
  if (after === undefined) return "removed";
  const [one, other] = [asList(before), asList(after)];
  if (same(one, other)) return "same";
  return other.length > one.length && same(other.slice(0, one.length), one) ? "appended" : "moved";
}

function asList(value: Json): readonly Json[] {
  return isArray(value) ? value : [value];
}

interface Field {
  readonly path: readonly string[];
  /** What readers call it. */
  readonly what: string;
  /** It is in the generated types. */
  readonly typed?: boolean;
}

const fields: readonly Field[] = [
  { path: ["id"], what: "the id" },
  { path: ["status", "at"], what: "the raw status" },
  ...[
    "statusMessage",
    "cancelRequested",
    "attempt",
    "createdAt",
    "startedAt",
    "completedAt",
    "expiresAt",
    "outputExpiresAt",
  ].map((key): Field => ({ path: [key], what: `\`${key}\`` })),
  ...["percent", "current", "total"].map(
    (key): Field => ({ path: ["progress", key], what: `\`progress.${key}\`` }),
  ),
  ...["message", "code", "details"].map(
    (key): Field => ({ path: ["failure", key], what: `\`failure.${key}\`` }),
  ),
];

/** Where the fields of a job stand in its body. */
export const pointersRule: KindRule = (pair) => [
  ...fields.flatMap((field) => pointersChange(pair, field)),
  ...outputChange(pair),
];

function pointersChange(pair: KindPair, { path, what, typed = false }: Field): readonly Finding[] {
  const [before, after] = values(pair, ...path);
  const change = listChange(before, after);
  if (change === "same") return [];
  const breaking = change === "removed" || change === "moved";
  return [
    say(pair, {
      rule: `pointer-${change}`,
      path,
      what,
      predicate: predicates[change](text(before), text(after)),
      before,
      after,
      lifecycle: breaking ? "breaking" : "additive",
      types: typed ? (breaking ? "breaking" : "additive") : "none",
      audience:
        path[0] === "id"
          ? `stored refs and readers of jobs of kind \`${pair.name}\``
          : `readers of jobs of kind \`${pair.name}\``,
      howToMigrate: advice(change, what),
    }),
  ];
}

const predicates: Readonly<Record<Exclude<ListChange, "same">, (before: string, after: string) => string>> = {
  added: (_, after) => `is read from ${after} now`,
  removed: (before) => `is no longer read (it was at ${before})`,
  appended: (before, after) => `is looked for in further places: ${after} instead of ${before}`,
  moved: (before, after) => `is read from ${after} instead of ${before}`,
};

function text(value: Json | undefined): string {
  return value === undefined
    ? "nowhere"
    : asList(value)
        .map((entry) => (isObject(entry) ? "parts" : String(entry)))
        .join(", then ");
}

function advice(change: ListChange, what: string): string {
  if (change === "added" || change === "appended") return "Nothing.";
  return change === "removed"
    ? `Read ${what} from \`raw\`, or do without it.`
    : `Check what you do with ${what}: it is another value of the body.`;
}

/** One value of the body, or parts by name. */
function outputChange(pair: KindPair): readonly Finding[] {
  const [before, after] = values(pair, "output");
  if (!isObject(before) || !isObject(after))
    return pointersChange(pair, { path: ["output"], what: "the output", typed: true });
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].flatMap((name) =>
    same(own(before, name), own(after, name))
      ? []
      : pointersChange(pair, { path: ["output", name], what: `\`output.${name}\``, typed: true }),
  );
}
