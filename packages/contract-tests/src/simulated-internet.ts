import niaSpec from "@jobwire/nia/openapi.json" with { type: "json" };
import nullspaceSpec from "@jobwire/nullspace/openapi.json" with { type: "json" };
import nuonSpec from "@jobwire/nuon/openapi.json" with { type: "json" };
import sieveSpec from "@jobwire/sieve/openapi.json" with { type: "json" };
import { createSimulator, type Refusal, realClock, requiresAction, success } from "@jobwire/testing";

/** Jobs that READMEs and the document's examples name. */
const ids: Readonly<Record<string, string>> = {
  sandboxRun: "sbrurpp7ttr8538chh2bmw619s",
  workflow: "inwhjump0jginahy7iwl0nneso",
};
const storage = "https://storage.example.com/";

/**
 * All four APIs under their public addresses, the storage that their links lead to, and nothing else. Jobs end at once: time
 * is real here, and a read that finds one running would be followed by another only after the kind's shortest pause.
 */
export async function simulatedInternet() {
  const origins = {
    "https://apigcp.trynia.ai/v2": simulate(niaSpec),
    "https://api.13-215-85-171.sslip.io": simulate(nullspaceSpec),
    "https://mango.sievedata.com": simulate(sieveSpec),
    "https://api.nuon.co": simulate(nuonSpec),
  };
  return {
    environment: {
      NIA_API_KEY: "key",
      NULLSPACE_API_KEY: "key",
      SIEVE_API_KEY: "key",
      NUON_API_TOKEN: "key",
      NUON_ORG_ID: "org",
    },
    fetch: async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
      const url = input instanceof Request ? input.url : String(input);
      if (url.startsWith(storage)) return stored(new Request(input, init));
      const found = Object.entries(origins).find(([origin]) => url.startsWith(`${origin}/`));
      if (found === undefined) throw new Error(`Nothing is simulated at ${url}.`);
      return found[1].fetch(input, init);
    },
    refusals: (): readonly Refusal[] => Object.values(origins).flatMap(({ refusals }) => refusals),
  };
}

/** A storage with signed links. It has every file, takes every file, and wants nobody's key. */
function stored({ method, headers }: Request): Response {
  for (const name of ["authorization", "x-api-key"]) {
    if (headers.has(name)) throw new Error(`A key was sent to the storage as ${name}.`);
  }
  return new Response(method === "GET" ? "bytes" : null);
}

function simulate(spec: { readonly "x-jobs": object }) {
  const short = success({ queuedMs: 0, runningMs: 0 });
  const kinds = Object.keys(spec["x-jobs"]);
  return createSimulator(
    spec,
    {
      jobs: Object.fromEntries(kinds.map((kind) => [kind, short])),
      existing: [
        ...kinds.map((kind) => ({
          kind,
          ...short,
          ...(kind in ids && { id: ids[kind] as string }),
          params: { install_id: "inlp3l3oep9defxf094o0aaf7s" },
        })),
        ...(kinds.includes("workflow") ? [waitingWorkflow] : []),
      ],
    },
    { clock: realClock() },
  );
}

/** A workflow that waits for an approval. */
const waitingWorkflow = {
  kind: "workflow",
  id: "inwa1b2c3d4e5f6g7h8i9j0k1l",
  ...requiresAction({ queuedMs: 1, runningMs: 1 }),
};
