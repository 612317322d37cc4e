import { turn } from "../time/turn.ts";

const marker = Symbol.for("jobwire.SimulatedConnectionError");

/** The connection broke. A real server closes the socket, `fetch` rejects as the platform's does. */
export class ConnectionError extends Error {
  override readonly name = "ConnectionError";
  readonly code: "ECONNRESET" | "ECONNREFUSED";

  constructor(code: "ECONNRESET" | "ECONNREFUSED") {
    super(code === "ECONNRESET" ? "The connection was reset." : "Nobody listens at this address.");
    this.code = code;
    Object.defineProperty(this, marker, { value: true });
  }

  /** Whether a value is such an error, also one of another copy of this package. */
  static isInstance(value: unknown): value is ConnectionError {
    return typeof value === "object" && value !== null && marker in value;
  }
}

/** The break in the middle of a body: a turn of the event loop later, when what was sent before it has arrived. */
export async function brokenConnection(): Promise<ConnectionError> {
  await turn();
  return new ConnectionError("ECONNRESET");
}

/** What the platform's `fetch` rejects with when the connection breaks. */
export function asFetchError(cause: ConnectionError): TypeError {
  return new TypeError("fetch failed", { cause });
}
