/**
 * Text with one piece of it replaced.
 *
 * @throws {Error} The piece is not there exactly once: the bug has to be written anew.
 */
export function plant(text: string, find: string, replace: string, where: string): string {
  const [before, after, ...more] = text.split(find);
  if (before === undefined || after === undefined || more.length > 0) {
    throw new Error(`${where} has ${after === undefined ? "no" : "more than one"} place for a bug: ${find}`);
  }
  return before + replace + after;
}
