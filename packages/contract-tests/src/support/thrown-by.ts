/** What a promise rejects with; `undefined` if it does not. */
export function thrownBy(waiting: Promise<unknown> | undefined): Promise<unknown> {
  return (waiting ?? Promise.resolve()).then(
    () => undefined,
    (error: unknown) => error,
  );
}
