import niaSpec from "@jobwire/nia/openapi.json" with { type: "json" };
import nullspaceSpec from "@jobwire/nullspace/openapi.json" with { type: "json" };
import nuonSpec from "@jobwire/nuon/openapi.json" with { type: "json" };
import sieveSpec from "@jobwire/sieve/openapi.json" with { type: "json" };
import { createSimulator, realClock, type Scenario } from "@jobwire/testing";
import { serve } from "@jobwire/testing/server";

const specs = { nia: niaSpec, nullspace: nullspaceSpec, nuon: nuonSpec, sieve: sieveSpec };

/** Lives of the jobs that the runtimes ask for over HTTP, in real time. */
const short = { play: "success", queuedMs: 100, runningMs: 300 } as const;
const scenarios: Readonly<Record<keyof typeof specs, Scenario>> = {
  nia: { jobs: { sandboxSearch: short } },
  nullspace: { jobs: { codeRun: short } },
  nuon: { jobs: { workflow: short } },
  sieve: { jobs: { job: short } },
};

/** The simulated APIs, one below each provider's name. */
export interface SimulatedApis extends AsyncDisposable {
  readonly url: string;
}

/** Serves them on a loopback port. */
export async function serveApis(): Promise<SimulatedApis> {
  const clock = realClock();
  const names = Object.keys(specs) as (keyof typeof specs)[];
  const mounts = names.map((name) => ({
    prefix: `/${name}`,
    simulator: createSimulator(specs[name], scenarios[name], { clock }),
  }));
  const { url, close } = await serve(mounts, { cors: true });
  return { url, [Symbol.asyncDispose]: close };
}
