import { HttpResponse, http, type RequestHandler } from "msw";
import { ConnectionError } from "./faults/connection-error.ts";
import type { Simulator } from "./simulator.ts";
import type { Clock } from "./time/clock.ts";

/** What the handlers need of a simulator. */
export type HandledSimulator = Pick<Simulator<Clock>, "handle">;

/** Which requests go to the simulator. */
export interface HandlersOptions {
  /** URL below which every request is the simulator's: `https://api.example.com`. */
  readonly baseUrl: string;
}

/**
 * Handlers for `setupServer` and `setupWorker` of msw 2 and 3. Every request below the base URL is answered by the
 * simulator, also one that the document does not allow: it gets the declared error with the reason, and stands in
 * `simulator.refusals`.
 */
export function handlers(simulator: HandledSimulator, { baseUrl }: HandlersOptions): RequestHandler[] {
  const base = baseUrl.replace(/\/+$/, "");
  return [
    http.all(`${base}/*`, async ({ request }) => {
      try {
        return await simulator.handle(request);
      } catch (error) {
        // After an abort nobody waits for the answer; msw would report what is thrown as a fault of the handler.
        if (error instanceof ConnectionError || request.signal.aborted) return HttpResponse.error();
        throw error;
      }
    }),
  ];
}
