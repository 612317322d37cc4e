/** The part of a package.json that the workspace scripts read. */
export interface Manifest {
  readonly name: string;
  readonly private?: boolean;
  readonly exports?: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly bin?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** The export condition that leads to TypeScript sources inside the workspace. */
export const SOURCE_CONDITION = "@jobwire/source";

const isCode = (path: string): boolean => path.endsWith(".ts");

/** The source files that become one JavaScript file each, sorted. */
export function entryPoints(manifest: Manifest): string[] {
  const fromBin = Object.values(manifest.bin ?? {}).map((path) =>
    path.replace(/^\.\/dist\/(.*)\.js$/, "./src/$1.ts"),
  );
  return [...sourceTargets(manifest).filter(isCode), ...fromBin].map(withoutDot).sort();
}

/** Exported files that are copied into dist as they are (`[source, target]`). */
export function copiedFiles(manifest: Manifest): [string, string][] {
  return Object.values(manifest.exports ?? {}).flatMap((target) => {
    if (typeof target === "string") return [];
    const { [SOURCE_CONDITION]: source, default: published } = target;
    if (source === undefined || published === undefined || isCode(source)) return [];
    return [[withoutDot(source), withoutDot(published)] as [string, string]];
  });
}

/** Whether consumers get types from this package. */
export function hasTypes(manifest: Manifest): boolean {
  return sourceTargets(manifest).some(isCode);
}

function sourceTargets(manifest: Manifest): string[] {
  return Object.values(manifest.exports ?? {}).flatMap((target) =>
    typeof target === "string" ? [] : (target[SOURCE_CONDITION] ?? []),
  );
}

function withoutDot(path: string): string {
  return path.replace(/^\.\//, "");
}
