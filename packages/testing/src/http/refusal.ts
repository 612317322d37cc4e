/** A request that the document does not allow. */
export interface Refusal {
  /** What is wrong, as a sentence. */
  readonly reason: string;
  /** HTTP statuses that fit, the best first; the first that the operation declares is answered. */
  readonly statuses: readonly number[];
  readonly method: string;
  readonly path: string;
  readonly operation?: string;
  /** JSON Pointer into the body, where the body is wrong. */
  readonly pointer?: string;
}

const marker = Symbol.for("jobwire.SimulatorRefusalError");

/** `fetch` of a strict simulator rejects with it: the request is not one that the document allows. */
export class SimulatorRefusalError extends Error {
  override readonly name = "SimulatorRefusalError";
  readonly refusal: Refusal;
  /** Sending it again does not help. */
  readonly isTransient = false;
  readonly mayHaveBeenSent = false;

  constructor(refusal: Refusal) {
    super(`The simulator refuses ${refusal.method} ${refusal.path}: ${refusal.reason}`);
    this.refusal = refusal;
    Object.defineProperty(this, marker, { value: true });
  }

  /** Whether a value is such an error, also one of another copy of this package. */
  static isInstance(value: unknown): value is SimulatorRefusalError {
    return typeof value === "object" && value !== null && marker in value;
  }
}
