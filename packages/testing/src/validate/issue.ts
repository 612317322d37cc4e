/** One way in which a value is not what a schema asks for. */
export interface Issue {
  /** JSON Pointer into the value. */
  readonly pointer: string;
  /** A sentence without a subject: `must be at least 1`. */
  readonly reason: string;
  /** The keyword that was not met. */
  readonly keyword: string;
}
