import spec from "@jobwire/sieve/openapi.json" with { type: "json" };
import { createSimulator, failure, realClock, type Scenario, success } from "@jobwire/testing";
import { handlers } from "@jobwire/testing/msw";
import { setupWorker } from "msw/browser";

const times = { queuedMs: 300, runningMs: 700 };

/** The first two videos are dubbed, no other is; and once a proxy before the API is down. */
const scenario: Scenario<typeof spec> = {
  jobs: {
    job: [
      success({ ...times, output: [{ type: "string", data: "Hallo!" }] }),
      success(times),
      failure({ ...times, message: "The video has no sound." }),
    ],
  },
  faults: [{ on: { operation: "awaitJob", nth: 1 }, fault: { type: "html", status: 502 } }],
};

/**
 * The API inside the page. Its clock is real time: what goes through a service worker is outside of the event loop, where a
 * clock that jumps by itself does not see it.
 */
export const simulator = createSimulator(spec, scenario, { clock: realClock() });

/** msw's service worker, with the simulator behind the address that the application calls. */
export const worker = setupWorker(...handlers(simulator, { baseUrl: "/api/sieve" }));
