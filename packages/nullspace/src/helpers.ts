import { fetchBytes, type PageOptions, type RequestOptions, type ResponseBytes } from "@jobwire/client";
import type { JobRef } from "@jobwire/job-utils";
import type { NullspaceClient } from "./generated/operations.ts";
import type { CodeArtifact, CodeRun } from "./generated/types.ts";

/** An artifact with the sandbox that it is in. */
export type RunArtifact = CodeArtifact & { readonly sandbox_id: string };

/**
 * The artifacts of a code run, also of one that failed. They are listed by the run's context and cell where the run does
 * not carry them itself.
 *
 * @param job a code run as it was waited for, or the body of one.
 */
export async function* artifactsOf(
  nullspace: NullspaceClient,
  job: CodeRun | { readonly raw: CodeRun; readonly ref: JobRef },
  options: PageOptions = {},
): AsyncGenerator<RunArtifact, void, undefined> {
  const run = "raw" in job ? job.raw : job;
  const sandbox_id = "ref" in job ? String(job.ref.params?.id) : run.sandbox_id || run.machine_id || "";
  const { artifacts, execution_count } = run.execution ?? {};
  if (artifacts) yield* artifacts.map((artifact) => ({ ...artifact, sandbox_id }));
  // Without the number of its cell, a run cannot be told from others of its context.
  if (artifacts || typeof execution_count !== "number") return;
  const place = { id: sandbox_id, context_id: run.context_id, execution_count };
  const listed = nullspace.pages.listCodeArtifacts(place, options).items();
  for await (const artifact of listed) yield { ...artifact, sandbox_id };
}

/**
 * The bytes of an artifact: from its `download_url`, where it has one, else from the download operation. The API key
 * goes along only to the origin of the API itself.
 *
 * @param artifact one of {@link artifactsOf}, or any other artifact. One without a `download_url` needs `sandbox_id`.
 * @throws HttpStatusError, ConnectionError, RequestTimeoutError, RedirectError; ParameterError for an artifact with
 * neither address nor sandbox, and for an address that is none of the web.
 */
export function artifactBytes(
  nullspace: NullspaceClient,
  artifact: Pick<CodeArtifact, "id" | "download_url"> & { readonly sandbox_id?: string },
  options: RequestOptions = {},
): Promise<ResponseBytes> {
  const { id: artifact_id, download_url, sandbox_id = "" } = artifact;
  // The API does not know of a path in the base URL, and its own addresses begin as its operations do.
  if (download_url) return fetchBytes(nullspace, download_url.replace(/^\/(?=v1\/)/, ""), options);
  // What the client reads itself is never shared.
  return nullspace.downloadCodeArtifact({ id: sandbox_id, artifact_id }, options);
}
