import type { Manifest } from "../build/manifest.ts";
import type { Fault } from "./fault.ts";
import type { SourceFacts } from "./source-facts.ts";

/** A provider package as the rules see it. */
export interface ProviderPackage {
  readonly name: string;
  /** Paths relative to the package, without tests and what tools write. */
  readonly files: readonly string[];
  readonly manifest: Manifest;
}

/** A fault for each file that some provider packages have and others lack. */
export function fileSetFaults(providers: readonly ProviderPackage[]): Fault[] {
  const all = [...new Set(providers.flatMap(({ files }) => files))].sort();
  return all.flatMap((file) => {
    const owners = providers.filter(({ files }) => files.includes(file)).map(({ name }) => name);
    return providers
      .filter(({ name }) => !owners.includes(name))
      .map(({ name }) => ({
        where: `packages/${name}`,
        message: `lacks ${file}, which ${owners.join(", ")} has; provider packages have identical file sets`,
      }));
  });
}

/** A fault for each provider whose manifest differs from the first one in more than its name. */
export function manifestFaults(providers: readonly ProviderPackage[]): Fault[] {
  const [first, ...others] = providers;
  if (first === undefined) return [];
  const expected = comparable(first);
  return others.flatMap((provider) => {
    const actual = comparable(provider);
    const fields = [...new Set([...Object.keys(expected), ...Object.keys(actual)])];
    return fields
      .filter((field) => JSON.stringify(expected[field]) !== JSON.stringify(actual[field]))
      .map((field) => ({
        where: `packages/${provider.name}/package.json`,
        message: `"${field}" differs from packages/${first.name}/package.json`,
      }));
  });
}

const OWN_FIELDS = new Set(["name", "version", "description", "keywords", "jobwire"]);

function comparable({ name, manifest }: ProviderPackage): Record<string, unknown> {
  const neutral = JSON.stringify(manifest).replaceAll(`packages/${name}/`, "packages/<provider>/");
  return Object.fromEntries(
    Object.entries(JSON.parse(neutral) as object).filter(([field]) => !OWN_FIELDS.has(field)),
  );
}

/** A fault for each line of a shared package's source that names a provider. */
export function providerNameFaults(files: readonly SourceFacts[], providers: readonly string[]): Fault[] {
  const pattern = new RegExp(`\\b(${providers.join("|")})\\b`, "i");
  return files.flatMap(({ path, text }) =>
    text.split("\n").flatMap((line, index) => {
      const named = pattern.exec(line)?.[0];
      return named === undefined
        ? []
        : [{ where: `${path}:${index + 1}`, message: `names the provider ${named}` }];
    }),
  );
}
