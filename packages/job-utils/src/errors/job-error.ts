import type { Job, JobRef } from "../job.ts";

const marker = Symbol.for("jobwire.JobError");

/** What every error of this library knows. */
export interface JobErrorFacts {
  readonly provider: string;
  readonly kind: string;
  /** Where the job is, once that is known: `attach(ref)` goes on with it. */
  readonly ref?: JobRef | undefined;
  /** The job as it was last read. */
  readonly job?: Job | undefined;
  /** How many reads were made. */
  readonly attempts?: number;
  /** How often each raw status was seen. */
  readonly observed?: Readonly<Record<string, number>>;
}

/**
 * The base of all errors about jobs. Works across copies of the package: test with {@link JobError.isInstance}.
 * Nothing in it is secret.
 */
export class JobError extends Error {
  override get name(): string {
    return "JobError";
  }
  readonly provider: string;
  readonly kind: string;
  readonly ref: JobRef | undefined;
  readonly job: Job | undefined;
  readonly attempts: number;
  readonly observed: Readonly<Record<string, number>>;

  constructor(message: string, facts: JobErrorFacts, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.provider = facts.provider;
    this.kind = facts.kind;
    this.ref = facts.ref;
    this.job = facts.job;
    this.attempts = facts.attempts ?? 0;
    this.observed = facts.observed ?? {};
    Object.defineProperty(this, marker, { value: true });
  }

  /** Like `instanceof`, for this class or for all of the family, also across copies of this package. */
  static isInstance<Class extends JobError>(
    this: { readonly prototype: Class },
    value: unknown,
  ): value is Class {
    // biome-ignore lint/complexity/noThisInStatic: the class that it is called on is the question.
    const { name } = this.prototype;
    return value instanceof Error && marker in value && (name === "JobError" || value.name === name);
  }
}

/** `<provider> <kind> <id>`: names a job in a message. */
export function nameOf(facts: JobErrorFacts): string {
  const id = facts.ref?.id ?? facts.job?.id;
  return id === undefined ? `${facts.provider} ${facts.kind}` : `${facts.provider} ${facts.kind} ${id}`;
}

/** `queued ×3, running ×12`: what a wait saw. */
export function histogram(observed: Readonly<Record<string, number>>): string {
  const words = Object.entries(observed).map(([word, times]) => `${word === "" ? '""' : word} ×${times}`);
  return words.length === 0 ? "nothing" : words.join(", ");
}

/** `1 read`, `3 reads`. */
export function reads(count: number): string {
  return `${count} ${count === 1 ? "read" : "reads"}`;
}

/** What was thrown, as a sentence. It may be anything, also something that cannot be written as text. */
export function sentenceOf(cause: unknown): string {
  try {
    const message = String(cause instanceof Error ? cause.message : cause);
    return /[.!?]$/.test(message) ? message : `${message}.`;
  } catch {
    return "unreadable.";
  }
}
