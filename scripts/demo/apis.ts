import { createNia } from "@jobwire/nia/jobs";
import niaSpec from "@jobwire/nia/openapi.json" with { type: "json" };
import { createNullspace } from "@jobwire/nullspace/jobs";
import nullspaceSpec from "@jobwire/nullspace/openapi.json" with { type: "json" };
import { createNuon } from "@jobwire/nuon/jobs";
import nuonSpec from "@jobwire/nuon/openapi.json" with { type: "json" };
import { createSieve } from "@jobwire/sieve/jobs";
import sieveSpec from "@jobwire/sieve/openapi.json" with { type: "json" };
import { createSimulator, realClock } from "@jobwire/testing";
import { serve } from "@jobwire/testing/server";
import { scenarios } from "./scenarios.ts";

/** Starts the simulated APIs on a loopback port, and makes a client of each provider for them. */
export async function startApis() {
  const clock = realClock();
  const simulators = {
    nia: createSimulator(niaSpec, scenarios.nia, { clock }),
    nullspace: createSimulator(nullspaceSpec, scenarios.nullspace, { clock }),
    sieve: createSimulator(sieveSpec, scenarios.sieve, { clock }),
    nuon: createSimulator(nuonSpec, scenarios.nuon, { clock }),
  };
  const mounts = Object.entries(simulators).map(([name, simulator]) => ({ prefix: `/${name}`, simulator }));
  const server = await serve(mounts);
  const options = (name: keyof typeof simulators) => ({
    apiKey: "demo-key",
    baseUrl: `${server.url}/${name}`,
  });
  return {
    server,
    simulators,
    nia: createNia(options("nia")),
    nullspace: createNullspace(options("nullspace")),
    sieve: createSieve(options("sieve")),
    nuon: createNuon({ ...options("nuon"), orgId: "orgdemo" }),
  };
}

/** Simulators, server and clients of the demo. */
export type Apis = Awaited<ReturnType<typeof startApis>>;
