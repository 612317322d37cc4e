/** An environment variable, where there is an environment. Empty is absent. */
export function readEnvironment(name: string | undefined): string | undefined {
  if (!name) return undefined;
  const { process } = globalThis as { process?: { env?: Readonly<Record<string, string | undefined>> } };
  try {
    return process?.env?.[name] || undefined;
  } catch {
    // Deno throws when it may not read the environment.
    return undefined;
  }
}
