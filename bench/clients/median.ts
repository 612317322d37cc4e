/** The middle of some numbers. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [left = Number.NaN, right = Number.NaN] = [sorted[middle - 1], sorted[middle]];
  return sorted.length % 2 ? right : (left + right) / 2;
}
