import { fetchUrl, type RequestBody, type RequestOptions, UnexpectedContentError } from "@jobwire/client";
import type { SieveClient } from "./generated/operations.ts";
import type { SieveJob } from "./generated/types.ts";

/** A file among the outputs of a job. */
export interface OutputFile {
  /** Where it can be fetched. The link is signed and expires, after 48 hours in bodies seen in use. */
  readonly url: string;
  /** Where it lay on the provider's machine. */
  readonly path?: string;
  /** The name of the output. */
  readonly name?: string;
  /** Which of the job's outputs it belongs to, from 0. An output of several values may hold several files. */
  readonly index: number;
}

/**
 * The files among the outputs of a job, those of one that still runs included: objects with a `url`, texts that are an
 * address and nothing else, and lists of them.
 *
 * @param job a job as it was waited for, or the body of one.
 */
export function outputFiles(
  job: Pick<SieveJob, "outputs"> | { readonly raw: Pick<SieveJob, "outputs"> },
): readonly OutputFile[] {
  const { outputs } = "raw" in job ? job.raw : job;
  return (outputs ?? []).flatMap(({ name, data }, index) =>
    filesIn(data).map((file) => ({ ...file, ...(name && { name }), index })),
  );
}

/** The files in one value. */
function filesIn(data: unknown): readonly Pick<OutputFile, "url" | "path">[] {
  if (Array.isArray(data)) return data.flatMap(filesIn);
  if (typeof data === "string") return /^https?:\/\/\S+$/.test(data) ? [{ url: data }] : [];
  if (typeof data !== "object" || data === null || !("url" in data)) return [];
  const { url, _path: path } = data as { readonly url: unknown; readonly _path?: unknown };
  if (typeof url !== "string" || url === "") return [];
  return [typeof path === "string" ? { url, path } : { url }];
}

/**
 * Fetches a file of a job. The API key goes along only to the origin of the API itself.
 *
 * @returns the response, its body unread: `await response.blob()`, or `response.body` for a stream.
 * @throws HttpStatusError when the link has expired (403 of the storage), ConnectionError, RequestTimeoutError,
 * RedirectError, ParameterError for an address that is none of the web.
 */
export function fetchOutput(
  sieve: SieveClient,
  file: Pick<OutputFile, "url">,
  options: RequestOptions = {},
): Promise<Response> {
  return fetchUrl(sieve, file.url, options);
}

/** A file to be uploaded. */
export interface Upload {
  readonly name: string;
  /** Its bytes, 10 GB at most. A stream is sent once, and only where the runtime can send streams. */
  readonly data: Blob | ArrayBuffer | Uint8Array | ReadableStream<Uint8Array>;
  /** Its media type. Default: none is sent, as the official SDK does. */
  readonly contentType?: string | undefined;
  /** Whether anybody may read the file. Default: the server's choice. */
  readonly public?: boolean | undefined;
}

const sizeRange = "0,10000000000";
const uploadTimeoutMs = 3_600_000;

/**
 * Uploads a file, to be used as an input: `inputs: { source_file: await uploadFile(sieve, { name, data }) }`. The bytes
 * go to the storage that the API names, without the key.
 *
 * @param options hold for both requests; `timeoutMs` of the upload itself is an hour by default.
 * @throws what `getUploadUrl` throws, HttpStatusError when the storage refuses, ConnectionError, RequestTimeoutError,
 * RedirectError, UnexpectedContentError when the API names no place.
 */
export async function uploadFile(
  sieve: SieveClient,
  { name, data, contentType, public: isPublic }: Upload,
  options: RequestOptions = {},
): Promise<{ url: string }> {
  const place = { file_name: name, ...(isPublic !== undefined && { public: isPublic }) };
  const { raw, httpStatus } = await sieve.withReply.getUploadUrl(place, options);
  const { upload_url: target, get_url: url } = raw;
  if (!target || !url) {
    throw new UnexpectedContentError(`${httpStatus} without the addresses of the file`, {
      provider: sieve.provider,
      operation: "getUploadUrl",
      isTransient: false,
      mayHaveBeenSent: true,
      httpStatus,
      contentType: "application/json",
      excerpt: "",
    });
  }
  const { timeoutMs = uploadTimeoutMs, totalTimeoutMs, signal, retries } = options;
  const response = await fetchUrl(sieve, target, {
    method: "PUT",
    anonymous: true,
    // The type of a blob would be sent, which the signature of the address need not allow.
    // `fetch` takes bytes of any memory, the types of some runtimes only those of an unshared one.
    body: data instanceof Blob ? data.slice() : (data as RequestBody),
    headers: {
      "x-goog-content-length-range": sizeRange,
      ...(contentType && { "content-type": contentType }),
    },
    timeoutMs,
    totalTimeoutMs,
    signal,
    retries,
  });
  await response.body?.cancel();
  return { url };
}
