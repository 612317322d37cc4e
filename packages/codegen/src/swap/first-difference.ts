/** Where two texts part. */
export interface Difference {
  /** 1-based. */
  readonly line: number;
  /** The line as it is; `undefined` past the end. */
  readonly found: string | undefined;
  /** The line as it should be; `undefined` past the end. */
  readonly wanted: string | undefined;
}

/** The first line in which two texts differ. */
export function firstDifference(found: string, wanted: string): Difference | undefined {
  const [before, after] = [found.split("\n"), wanted.split("\n")];
  const count = Math.max(before.length, after.length);
  for (let index = 0; index < count; index++) {
    if (before[index] !== after[index])
      return { line: index + 1, found: before[index], wanted: after[index] };
  }
  return undefined;
}

/** `12: - old`, `12: + new`. */
export function formatDifference({ line, found, wanted }: Difference): string {
  const lines = [
    found === undefined ? undefined : `${line}: - ${found}`,
    wanted === undefined ? undefined : `${line}: + ${wanted}`,
  ];
  return lines.filter((text) => text !== undefined).join("\n");
}
