/** What one check came to; no problem means that it passed. */
export interface CheckResult {
  readonly check: string;
  readonly ms: number;
  readonly problem?: string;
}

/** What a runtime tells when it is through. */
export interface RuntimeReport {
  readonly runtime: string;
  readonly results: readonly CheckResult[];
}
