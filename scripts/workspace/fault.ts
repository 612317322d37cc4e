/** One broken rule of the workspace. */
export interface Fault {
  /** Path relative to the repository root, with the line where there is one. */
  readonly where: string;
  readonly message: string;
}

/** The fault as one line for people. */
export function faultLine({ where, message }: Fault): string {
  return `${where}: ${message}`;
}
