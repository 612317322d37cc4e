/** What the environment of a workflow says of the repository that it runs in. */
export interface WorkflowEnvironment {
  readonly GITHUB_SERVER_URL?: string | undefined;
  readonly GITHUB_REPOSITORY?: string | undefined;
}

/**
 * The text of a manifest that says where the package comes from. npm compares it with the identity of the workflow that
 * publishes, and resolves the relative links of the README by it. It is written at publishing, so that a fork need not edit
 * a dozen manifests.
 *
 * @param folder The package's folder in the repository.
 */
export function withRepository(manifest: string, folder: string, environment: WorkflowEnvironment): string {
  const { GITHUB_SERVER_URL = "https://github.com", GITHUB_REPOSITORY } = environment;
  if (GITHUB_REPOSITORY === undefined) return manifest;
  const url = `git+${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}.git`;
  const fields = { ...(JSON.parse(manifest) as object), repository: { type: "git", url, directory: folder } };
  return `${JSON.stringify(fields, null, 2)}\n`;
}
