/** The connection broke. A real server closes the socket, `fetch` rejects as the platform's does. */
export class ConnectionError extends Error {
  override readonly name = "ConnectionError";
  readonly code: "ECONNRESET" | "ECONNREFUSED";

  constructor(code: "ECONNRESET" | "ECONNREFUSED") {
    super(code === "ECONNRESET" ? "The connection was reset." : "Nobody listens at this address.");
    this.code = code;
  }
}

/** What the platform's `fetch` rejects with when the connection breaks. */
export function asFetchError(cause: ConnectionError): TypeError {
  return new TypeError("fetch failed", { cause });
}
