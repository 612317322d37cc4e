import { same } from "../canonical.ts";
import type { Finding } from "../finding.ts";
import { paramsChange } from "./bindings.ts";
import { type KindPair, type KindRule, say, values } from "./kind-pair.ts";
import { nameOf, type Relation, relationOf } from "./operation-names.ts";
import { type Key, relationNames } from "./relation-key.ts";
import { settingsChange } from "./settings.ts";

/** The operations of a kind: `read`, `start`, `await`, `stream`, `cancel`, `list`. */
export const relationsRule: KindRule = (pair) => [
  ...readChange(pair),
  ...startChange(pair),
  ...(["await", "stream", "cancel", "list"] as const).flatMap((key) => relationChange(pair, key)),
];

function relations(pair: KindPair, key: string): readonly [Relation | undefined, Relation | undefined] {
  const [before, after] = values(pair, key);
  return [relationOf(before, pair.names.base), relationOf(after, pair.names.head)];
}

function readChange(pair: KindPair): readonly Finding[] {
  const [before, after] = relations(pair, "read");
  if (same(before?.operations, after?.operations)) return [];
  return [
    say(pair, {
      rule: "read-moved",
      path: ["read"],
      what: "the operation that reads the state",
      predicate: `is ${nameOf(after?.operations[0], pair.names.head)} instead of ${nameOf(before?.operations[0], pair.names.base)}`,
      before: before?.value,
      after: after?.value,
      lifecycle: "breaking",
      types: "breaking",
      audience: `stored refs and running waits of jobs of kind \`${pair.name}\``,
      howToMigrate: "Check that stored refs carry what the new operation needs, or attach by id.",
    }),
  ];
}

function startChange(pair: KindPair): readonly Finding[] {
  const [before, after] = relations(pair, "start");
  const [one, other] = [before?.operations ?? [], after?.operations ?? []];
  const isSingle = (list: readonly string[]) => list.length === 1;
  const reshaped = isSingle(one) !== isSingle(other) && one.length > 0 && other.length > 0;
  const removed = one
    .filter((key) => !other.includes(key))
    .map((key) => startChanged(pair, key, false, reshaped));
  const added = other
    .filter((key) => !one.includes(key))
    .map((key) => startChanged(pair, key, true, reshaped));
  const params =
    before === undefined || after === undefined
      ? []
      : paramsChange(pair, "start", before.params, after.params);
  return [...removed, ...added, ...params];
}

function startChanged(pair: KindPair, key: string, added: boolean, reshaped: boolean): Finding {
  return say(pair, {
    rule: added ? "start-added" : "start-removed",
    path: ["start"],
    what: `${nameOf(key, added ? pair.names.head : pair.names.base)} as a start`,
    predicate: `${added ? "is new" : "is gone"}${reshaped ? "; `run` stands under the name of each start if there are several" : ""}`,
    ...(added ? { after: key } : { before: key }),
    lifecycle: added ? "additive" : "breaking",
    types: added && !reshaped ? "additive" : "breaking",
    audience: `who starts jobs of kind \`${pair.name}\``,
    howToMigrate: added
      ? reshaped
        ? "Name the start: `jobs.<kind>.<operation>.run(…)`."
        : "Nothing; jobs can be started this way."
      : "Start jobs through another operation of the kind.",
  });
}

/** Does a wait still work without it? Then it is no break that it is gone. */
const optional: Readonly<Record<Key, boolean>> = {
  start: false,
  await: true,
  stream: false,
  cancel: false,
  list: false,
};

/** What to do where one is gone that waits do not replace. */
const withoutRelation: Readonly<Record<Key, string>> = {
  start: "Start jobs through another operation of the kind.",
  await: "Nothing; waits read at intervals.",
  stream: "Wait for jobs instead of following their events: waits read at intervals.",
  cancel: "`cancel()` is gone for jobs of this kind: stop them in another way, or let them end.",
  list: "`list()` is gone for jobs of this kind: keep the refs of those that you start.",
};

function relationChange(pair: KindPair, key: Exclude<Key, "start">): readonly Finding[] {
  const [before, after] = relations(pair, key);
  if (before === undefined && after === undefined) return [];
  if (before === undefined || after === undefined) return [relationAddedOrRemoved(pair, key, before, after)];
  const moved = same(before.operations, after.operations) ? [] : [relationMoved(pair, key, before, after)];
  return [
    ...moved,
    ...paramsChange(pair, key, before.params, after.params),
    ...settingsChange(pair, key, before.value, after.value),
  ];
}

function relationAddedOrRemoved(
  pair: KindPair,
  key: Exclude<Key, "start">,
  before: Relation | undefined,
  after: Relation | undefined,
): Finding {
  const added = after !== undefined;
  const verdict = added || optional[key] ? "additive" : "breaking";
  return say(pair, {
    rule: `${key}-${added ? "added" : "removed"}`,
    path: [key],
    what: relationNames[key],
    predicate: added
      ? `is new (${nameOf(after.operations[0], pair.names.head)})`
      : `is gone (it was ${nameOf(before?.operations[0], pair.names.base)})`,
    before: before?.value,
    after: after?.value,
    lifecycle: verdict,
    types: key === "await" ? "none" : verdict,
    howToMigrate: added
      ? "Nothing."
      : optional[key]
        ? "Nothing; waits read at intervals."
        : withoutRelation[key],
  });
}

function relationMoved(
  pair: KindPair,
  key: Exclude<Key, "start">,
  before: Relation,
  after: Relation,
): Finding {
  return say(pair, {
    rule: `${key}-moved`,
    path: [key],
    what: relationNames[key],
    predicate: `calls ${nameOf(after.operations[0], pair.names.head)} instead of ${nameOf(before.operations[0], pair.names.base)}`,
    before: before.value,
    after: after.value,
    lifecycle: optional[key] ? "additive" : "breaking",
    types: key === "stream" || key === "list" ? "breaking" : "none",
    howToMigrate: "Update the package, and check that your credentials may call the new operation.",
  });
}
