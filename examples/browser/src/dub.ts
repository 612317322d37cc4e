import { createSieve } from "@jobwire/sieve/jobs";

/** Has a video dubbed, and says what becomes of it. This is the application: it knows nothing of a simulator. */
export async function dub(url: string, say: (line: string) => void): Promise<void> {
  // The real key stays on the server that this address belongs to.
  const sieve = createSieve({ apiKey: "of-the-page", baseUrl: new URL("/api/sieve", location.href).href });
  const job = await sieve.jobs.job.run(
    { function: "sieve/dubbing", inputs: { source_file: { url } } },
    { onUpdate: ({ status }) => say(status) },
  );
  say(job.status === "succeeded" ? JSON.stringify(job.output) : (job.failure?.message ?? job.rawStatus));
}
