/** What is read of a body that is no answer, in bytes; an error's beginning tells. */
export const maxErrorBytes: number = 1_048_576;

/**
 * Reads a body piece by piece. One longer than `maxBytes` is not read to its end: a small answer can unpack into more than
 * any memory holds.
 *
 * @returns Whether the pieces are all of it.
 */
export async function readPieces(
  { body }: Response,
  maxBytes: number,
  take: (piece: Uint8Array) => void,
): Promise<boolean> {
  const reader = body?.getReader();
  if (!reader) return true;
  for (let length = 0; ; ) {
    const { value } = await reader.read();
    if (!value) return true;
    length += value.byteLength;
    if (length > maxBytes) {
      reader.cancel().catch(() => {});
      return false;
    }
    take(value);
  }
}

/** Reads a text in the same way; of one that is too long, its beginning. */
export async function readText(
  response: Response,
  maxBytes: number,
): Promise<{ readonly text: string; readonly isWhole: boolean }> {
  const decoder = new TextDecoder();
  let text = "";
  const isWhole = await readPieces(response, maxBytes, (piece) => {
    text += decoder.decode(piece, { stream: true });
  });
  return { text: text + decoder.decode(), isWhole };
}
