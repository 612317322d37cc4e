import { firstValue } from "../json/pointer.ts";
import type { KindModel } from "../spec/kind.ts";
import { freshId } from "./fresh-id.ts";
import type { Random } from "./random.ts";
import { JobRecord, type RecordSeed } from "./record.ts";

/** All simulated jobs. */
export interface JobStore {
  add(seed: Omit<RecordSeed, "id"> & { readonly id?: string | number }): JobRecord;
  find(kind: KindModel, id: string): JobRecord | undefined;
  /** Jobs of some kinds, in the order in which they were made. */
  of(kinds: readonly KindModel[]): readonly JobRecord[];
  all(): readonly JobRecord[];
  remove(record: JobRecord): void;
}

/** Makes an empty store. Ids come from the random source and are never given twice. */
export function createStore(random: Random): JobStore {
  const byKind = new Map<string, Map<string, JobRecord>>();
  const used = new Set<string>();

  function newId(kind: KindModel): string | number {
    const example = firstValue(kind.base, kind.pointers.id);
    for (let id = freshId(example, random); ; id = freshId(example, random)) {
      if (!used.has(String(id)) && id !== example) return id;
    }
  }

  return {
    add(seed) {
      const record = new JobRecord({ ...seed, id: seed.id ?? newId(seed.kind) });
      used.add(record.id);
      const records = byKind.get(seed.kind.name) ?? new Map<string, JobRecord>();
      byKind.set(seed.kind.name, records.set(record.id, record));
      return record;
    },
    find: (kind, id) => byKind.get(kind.name)?.get(id),
    of: (kinds) => kinds.flatMap((kind) => [...(byKind.get(kind.name)?.values() ?? [])]),
    all: () => [...byKind.values()].flatMap((records) => [...records.values()]),
    remove: ({ kind, id }) => void byKind.get(kind.name)?.delete(id),
  };
}
