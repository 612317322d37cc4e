/** An answer that should be a job is no JSON object. Counts as a failed read, never as a state of the job. */
export class MalformedBodyError extends Error {
  override readonly name = "MalformedBodyError";
  /** A later read may be well-formed. */
  readonly isTransient = true;

  constructor(provider: string, kind: string, body: unknown) {
    const got = body === null ? "null" : Array.isArray(body) ? "an array" : `a ${typeof body}`;
    super(`The body of ${provider} ${kind} should be an object and is ${got}.`);
  }
}
