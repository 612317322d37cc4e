/** Versions of msw that the handlers work with: the name that the consumer project has each under, and what is installed. */
export const mswVersions: Readonly<Record<string, string>> = { msw: "3.0.5", msw2: "npm:msw@2.15.0" };

/** The same as arguments of an install. */
export const mswPackages: readonly string[] = Object.entries(mswVersions).map(
  ([name, version]) => `${name}@${version}`,
);
