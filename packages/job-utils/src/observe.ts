/** How many different words are counted; a server that sends a new one each time must not fill the memory. */
const mostWords = 50;

/** A histogram in which every word is a key, `__proto__` too. */
export function noWords(): Record<string, number> {
  return Object.create(null) as Record<string, number>;
}

/** How much of a word is kept, in characters. */
const longestWord = 100;

/** Counts a raw status in a histogram. */
export function observe(observed: Record<string, number>, rawStatus: string): void {
  const word = rawStatus.slice(0, longestWord);
  if (Object.hasOwn(observed, word)) observed[word] = (observed[word] ?? 0) + 1;
  else if (Object.keys(observed).length < mostWords) observed[word] = 1;
}
