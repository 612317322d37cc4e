/** A package that may be released. */
export interface PlannedPackage {
  /** Its folder in `packages/`. */
  readonly folder: string;
  readonly name: string;
  readonly version: string;
}

/** What `npm pack --json` says of a tarball. */
export interface Pack {
  readonly filename: string;
  /** Bytes. */
  readonly size: number;
  readonly entryCount: number;
}

/** One line for each package: its version, the one it would get, and its tarball. */
export function releaseTable(
  before: readonly PlannedPackage[],
  after: readonly PlannedPackage[],
  packOf: (one: PlannedPackage) => Pack,
): string {
  const rows = after.map((one) => {
    const known = before.find(({ name }) => name === one.name)?.version ?? "new";
    const { filename, size, entryCount } = packOf(one);
    const version = known === one.version ? `${known}  stays` : `${known} → ${one.version}`;
    return [one.name, version, `${filename}  ${(size / 1024).toFixed(1)} KB, ${entryCount} files`] as const;
  });
  const width = (column: 0 | 1) => Math.max(...rows.map((row) => row[column].length));
  const [first, second] = [width(0), width(1)];
  return rows
    .map(([name, version, pack]) => `${name.padEnd(first)}  ${version.padEnd(second)}  ${pack}`)
    .join("\n");
}
