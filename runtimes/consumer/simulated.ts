import { createNia } from "@jobwire/nia/jobs";
import spec from "@jobwire/nia/openapi.json" with { type: "json" };
import { createSimulator, type Simulator } from "@jobwire/testing";

export async function simulated(): Promise<number> {
  const simulator: Simulator = createSimulator(spec, { jobs: { oracle: { play: "success" } } });
  const nia = createNia({ apiKey: "example-key", fetch: simulator.fetch, clock: simulator.clock });
  const job = await nia.jobs.oracle.run({ query: "retries" });
  return simulator.requests.readsOf(job.id, "oracle").length;
}
