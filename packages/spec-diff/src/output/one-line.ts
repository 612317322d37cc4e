/** Control characters and what changes the direction of text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
const unprintable = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/** A document's text as it is shown: on one line, and without escape sequences that could repaint a terminal. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").replace(unprintable, "\ufffd");
}
