import { type Change, replaced, type Tree, withoutAt } from "./tree.ts";

/** Each pointer moved to each sibling in the kind's bodies, each one of a list dropped, neighbours of a list swapped. */
export function movedPointers(source: Tree): readonly Change[] {
  return placesOf(source).flatMap(({ name, pointers, put }) =>
    pointers.flatMap((pointer, index): readonly Change[] => [
      ...siblingsOf(source, pointer).map(
        (sibling): Change => [
          `${name}: ${pointer} moved to ${sibling}`,
          put(replaced(pointers, index, sibling)),
        ],
      ),
      ...(pointers.length > 1
        ? [[`${name}: ${pointer} dropped`, put(withoutAt(pointers, index))] as const]
        : []),
      ...(index > 0
        ? [[`${name}: ${pointer} before ${pointers[index - 1]}`, put(swapped(pointers, index))] as const]
        : []),
    ]),
  );
}

/** Fields of the normalized Job in `x-jobs`; those in objects by the name of the object. */
const fields = [
  "id",
  "statusMessage",
  "cancelRequested",
  "attempt",
  "createdAt",
  "startedAt",
  "completedAt",
  "expiresAt",
  "outputExpiresAt",
];
const groups = ["output", "failure", "progress"];

interface Place {
  readonly name: string;
  readonly pointers: readonly string[];
  readonly put: (pointers: readonly string[]) => Tree;
}

function placesOf(source: Tree): readonly Place[] {
  const single = [...fields, ...groups].flatMap((field) =>
    placeAt(source, field, (value) => ({ ...source, [field]: value })),
  );
  const inGroups = groups.flatMap((group) => {
    const inner = source[group];
    if (typeof inner !== "object" || inner === null || Array.isArray(inner)) return [];
    return Object.keys(inner).flatMap((field) =>
      placeAt(
        inner as Tree,
        field,
        (value) => ({ ...source, [group]: { ...inner, [field]: value } }),
        `${group}.`,
      ),
    );
  });
  const table = source.status as Tree;
  return [
    ...single,
    ...inGroups,
    ...placeAt(table, "at", (value) => ({ ...source, status: { ...table, at: value } }), "status."),
  ];
}

function placeAt(tree: Tree, field: string, put: (value: unknown) => Tree, prefix = ""): readonly Place[] {
  const pointers = [tree[field] ?? []]
    .flat()
    .filter((one): one is string => typeof one === "string" && one.startsWith("/"));
  if (pointers.length === 0) return [];
  return [{ name: `${prefix}${field}`, pointers, put: (list) => put(list.length === 1 ? list[0] : list) }];
}

function swapped(pointers: readonly string[], index: number): readonly string[] {
  return replaced(replaced(pointers, index - 1, pointers[index] ?? ""), index, pointers[index - 1] ?? "");
}

/** Pointers beside another one, by the names that the kind's frames and fields use. */
function siblingsOf(source: Tree, pointer: string): readonly string[] {
  const parent = pointer.slice(0, pointer.lastIndexOf("/"));
  const used = placesOf(source).flatMap(({ pointers }) => pointers);
  const inFrames = Object.values((source.frames ?? {}) as Tree).flatMap((frame) => {
    const at = parent
      .split("/")
      .slice(1)
      .reduce<unknown>((value, name) => (value as Tree | undefined)?.[name], frame);
    return typeof at === "object" && at !== null && !Array.isArray(at)
      ? Object.keys(at).map((name) => `${parent}/${name}`)
      : [];
  });
  const beside = used.filter((one) => one.slice(0, one.lastIndexOf("/")) === parent);
  return [...new Set([...beside, ...inFrames])].filter((one) => one !== pointer);
}
