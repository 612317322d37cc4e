import { canonical } from "./canonical.ts";
import { worst } from "./change.ts";
import type { Finding, Part, PartName } from "./finding.ts";
import type { Direction } from "./schema/view.ts";

/** A finding with all that it reaches. */
export interface Reached {
  readonly finding: Finding;
  /** Keys of operations. */
  readonly operations: readonly string[];
  readonly parts: readonly Part[];
}

/** Two components that stand for each other in one direction. */
export interface Unit {
  readonly key: string;
  readonly base: string;
  readonly head: string;
  readonly direction: Direction;
}

/** What a finding was found in: a part of an operation, or a pair of components. */
export type Scope = { readonly part: Part } | { readonly unit: string };

/**
 * Gathers findings. A component is compared once for each direction in which it travels, and what is found in it reaches
 * every operation that uses it, through however many other components.
 */
export class Collector {
  readonly #found = new Map<string, { finding: Finding; scopes: Scope[] }>();
  readonly #units = new Map<string, Unit>();
  readonly #users = new Map<string, Scope[]>();
  readonly #waiting: Unit[] = [];

  /** Takes a finding; the same one from two directions or places becomes one. */
  add(finding: Finding, scope?: Scope): void {
    const { rule, at, before, after } = finding;
    const key = canonical([rule, at.base ?? null, at.head ?? null, before ?? null, after ?? null]);
    const known = this.#found.get(key);
    if (known === undefined) this.#found.set(key, { finding, scopes: scope === undefined ? [] : [scope] });
    else {
      known.finding = merge(known.finding, finding);
      if (scope !== undefined) known.scopes.push(scope);
    }
  }

  /** Notes that a scope uses a pair of components. */
  link(base: string, head: string, direction: Direction, user: Scope): void {
    const key = `${direction} ${base} ${head}`;
    if (!this.#units.has(key)) {
      const unit: Unit = { key, base, head, direction };
      this.#units.set(key, unit);
      this.#waiting.push(unit);
    }
    const users = this.#users.get(key) ?? [];
    users.push(user);
    this.#users.set(key, users);
  }

  /** The components that stand in the new document where one of the old document stood. */
  successors(base: string): readonly string[] {
    const found = [...this.#units.values()].filter((unit) => unit.base === base);
    return [...new Set(found.map(({ head }) => head))];
  }

  /** The next pair of components to compare. */
  next(): Unit | undefined {
    return this.#waiting.pop();
  }

  /** All findings, each with the operations that it reaches. */
  results(): readonly Reached[] {
    const reach = new Map<string, ReadonlyMap<string, Part>>();
    return [...this.#found.values()].map(({ finding, scopes }) => {
      const parts = new Map<string, Part>();
      for (const scope of scopes) for (const [key, part] of this.#partsOf(scope, reach)) parts.set(key, part);
      const list = [...parts.values()];
      const operations = [...(finding.operations ?? []), ...list.flatMap(operationOf)];
      return { finding, operations: [...new Set(operations)], parts: list };
    });
  }

  #partsOf(scope: Scope, reach: Map<string, ReadonlyMap<string, Part>>): ReadonlyMap<string, Part> {
    if ("part" in scope) return new Map([[partKey(scope.part), scope.part]]);
    const known = reach.get(scope.unit);
    if (known !== undefined) return known;
    const found = new Map<string, Part>();
    const seen = new Set([scope.unit]);
    const open = [scope.unit];
    for (let unit = open.pop(); unit !== undefined; unit = open.pop()) {
      for (const user of this.#users.get(unit) ?? []) {
        if ("part" in user) found.set(partKey(user.part), user.part);
        else if (!seen.has(user.unit)) {
          seen.add(user.unit);
          open.push(user.unit);
        }
      }
    }
    reach.set(scope.unit, found);
    return found;
  }
}

function operationOf({ operation, part }: Part): readonly string[] {
  return part === "kind" ? [] : [operation];
}

function union(key: "operations" | "places", a: Finding, b: Finding): Partial<Finding> {
  const all = [...(a[key] ?? []), ...(b[key] ?? [])];
  return all.length === 0 ? {} : { [key]: [...new Set(all)] };
}

/** One text for one part. */
export function partKey({ operation, part }: { operation: string; part: PartName }): string {
  return `${part} ${operation}`;
}

const rank = { none: 0, additive: 1, breaking: 2 };

function merge(a: Finding, b: Finding): Finding {
  const weight = ({ wire, types }: Finding) => rank[wire] + rank[types];
  const [main, other] = weight(b) > weight(a) ? [b, a] : [a, b];
  const audience = [...new Set([main.audience, other.audience])].filter((text) => text !== undefined);
  return {
    ...main,
    wire: worst([a.wire, b.wire]),
    types: worst([a.types, b.types]),
    ...union("operations", a, b),
    ...union("places", a, b),
    ...(audience.length > 0 && { audience: audience.slice(0, 2).join("; ") }),
  };
}
