/** Reports a parameter that cannot be sent. It throws, so that nothing is. */
export type Refuse = (parameter: string, problem: string, cause?: unknown) => never;
