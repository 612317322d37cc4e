import { HttpResponse, http, type RequestHandler } from "msw";
import { ConnectionError } from "./faults/connection-error.ts";
import type { Simulator } from "./simulator.ts";
import type { Clock } from "./time/clock.ts";

/** What the handlers need of a simulator. */
export type HandledSimulator = Pick<Simulator<Clock>, "handle">;

/** Which requests go to the simulator. */
export interface HandlersOptions {
  /** URL below which every request is the simulator's: `https://api.example.com`, `https://app.example.com/proxies/api`. */
  readonly baseUrl: string;
}

/**
 * Handlers for `setupServer` and `setupWorker` of msw 2 and 3. Every request below the base URL is answered by the
 * simulator, also one that the document does not allow: it gets the declared error with the reason, and stands in
 * `simulator.refusals`.
 */
export function handlers(simulator: HandledSimulator, { baseUrl }: HandlersOptions): RequestHandler[] {
  const base = baseUrl.replace(/\/+$/, "");
  const basePath = base.replace(/^[a-z][a-z\d+.-]*:\/\/[^/]*/i, "");
  return [
    http.all(`${base}/*`, async ({ request }) => {
      try {
        return framed(await simulator.handle(request, basePath));
      } catch (error) {
        // After an abort nobody waits for the answer; msw would report what is thrown as a fault of the handler.
        if (ConnectionError.isInstance(error) || request.signal.aborted) return HttpResponse.error();
        throw error;
      }
    }),
  ];
}

/**
 * msw 3 answers on Node's sockets, where the end of a body without a frame looks the same whether the body is complete or
 * broken off.
 */
function framed(response: Response): Response {
  if (response.body !== null) response.headers.set("transfer-encoding", "chunked");
  return response;
}
