import { asFetchError, ConnectionError } from "../faults/connection-error.ts";
import type { Handled } from "./handle.ts";
import { SimulatorRefusalError } from "./refusal.ts";

/** As the platform's `fetch`. */
export type SimulatedFetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/** A `fetch` that is answered by the simulator, and rejects where the platform's does. */
export function fetchOver(answer: (request: Request) => Promise<Handled>, strict: boolean): SimulatedFetch {
  return async (input, init) => {
    const request = new Request(input, init);
    request.signal.throwIfAborted();
    const { response, refusal } = await answer(request).catch((error: unknown) => {
      throw ConnectionError.isInstance(error) ? asFetchError(error) : error;
    });
    if (strict && refusal !== undefined) throw new SimulatorRefusalError(refusal);
    return notFollowed(request, response);
  };
}

/** There is nothing elsewhere: only a caller that follows redirects itself gets to see one. */
function notFollowed(request: Request, response: Response): Response {
  const location = response.headers.get("location");
  if (response.status < 300 || response.status > 399 || location === null || request.redirect === "manual")
    return response;
  throw new TypeError(`The simulator does not follow the redirect to ${location}.`);
}
