import { ageProportional, type Schedule } from "./schedule.ts";

/** A stretch of a job's life in which it ends at one rate. */
interface Piece {
  readonly fromMs: number;
  readonly toMs: number;
  /** How many reads a millisecond of it is worth. */
  readonly readsPerMs: number;
}

/** Reads per square root of hazard per second: 2 makes about one read for every two seconds of delay it saves. */
const kappa = 2;

/**
 * The delay is at most this share of the age, so that jobs that end off the beaten track, such as early failures, are seen in
 * time: a quarter for who has seen few jobs end, the whole age for who has seen two hundred.
 */
function longestShare(durations: number): number {
  return Math.min(Math.max(durations / 200, 0.25), 1);
}

/**
 * A schedule that knows how long such jobs took before: it reads often where jobs end often, and hardly where none ever
 * did. Worth it from about fifty durations on, most of all for jobs that take nearly the same time each; beyond the longest
 * of them it goes on as {@link ageProportional}.
 *
 * @param pastDurationsMs How long jobs of this kind took from their creation to their end, in milliseconds, in any order.
 */
export function learned(pastDurationsMs: readonly number[]): Schedule {
  const sortedMs = pastDurationsMs.filter((ms) => ms > 0 && Number.isFinite(ms)).sort((a, b) => a - b);
  const pieces = piecesOf(sortedMs);
  const share = longestShare(sortedMs.length);
  return (facts) => {
    const { jobAgeMs } = facts;
    const nextMs = nextReadMs(pieces, jobAgeMs);
    if (nextMs === undefined) return ageProportional({ ...facts, ageMs: jobAgeMs });
    const { minMs = 500 } = facts.poll;
    return Math.max(Math.min(nextMs - jobAgeMs, share * jobAgeMs), minMs);
  };
}

/** Cuts sorted durations into pieces of about √n ends each; the hazard of a piece is its ends by the time lived in it. */
function piecesOf(sortedMs: readonly number[]): Piece[] {
  const endsOfPiece = Math.max(1, Math.round(Math.sqrt(sortedMs.length)));
  const pieces: Piece[] = [];
  let fromMs = 0;
  for (let first = 0; first < sortedMs.length; first += endsOfPiece) {
    const toMs = sortedMs[Math.min(first + endsOfPiece, sortedMs.length) - 1] ?? fromMs;
    if (toMs === fromMs) continue;
    const start = fromMs;
    const alive = sortedMs.filter((ms) => ms > start);
    const ends = alive.filter((ms) => ms <= toMs).length;
    const livedMs = alive.reduce((sum, ms) => sum + Math.min(ms, toMs) - fromMs, 0);
    pieces.push({ fromMs, toMs, readsPerMs: (kappa * Math.sqrt((1000 * ends) / livedMs)) / 1000 });
    fromMs = toMs;
  }
  return pieces;
}

/** The age at which one more read is due, or nothing once no piece is left. */
function nextReadMs(pieces: readonly Piece[], ageMs: number): number | undefined {
  let due = 1;
  for (const { fromMs, toMs, readsPerMs } of pieces) {
    if (toMs <= ageMs) continue;
    const beginMs = Math.max(fromMs, ageMs);
    const reads = (toMs - beginMs) * readsPerMs;
    if (reads >= due) return beginMs + due / readsPerMs;
    due -= reads;
  }
  return undefined;
}
