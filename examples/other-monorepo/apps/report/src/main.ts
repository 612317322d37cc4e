import { createTides } from "@harbour/tides/jobs";
import tidesSpec from "@harbour/tides/openapi.json" with { type: "json" };
import { createSimulator } from "@jobwire/testing";
import mooringsSpec from "./moorings/generated/openapi.json" with { type: "json" };
import { createMoorings } from "./moorings/jobs.js";

// Neither harbour exists: their APIs are simulated from the documents, and a minute of theirs takes no time.
const tidesApi = createSimulator(tidesSpec);
const tides = createTides({ apiKey: "test", fetch: tidesApi.fetch, clock: tidesApi.clock });
const prediction = await tides.jobs.prediction.run({ harbour: "Anstruther", days: 7 });
if (prediction.status !== "succeeded") throw new Error(`No tides: ${prediction.status}`);
for (const { at, kind, metres } of prediction.output) console.log(`${at} ${kind} water, ${metres} m`);

const mooringsApi = createSimulator(mooringsSpec);
const moorings = createMoorings({ apiKey: "test", fetch: mooringsApi.fetch, clock: mooringsApi.clock });
const berth = await moorings.jobs.berth.output({ ship: "Reaper", lengthMetres: 21 });
console.log(`berth ${berth}`);
