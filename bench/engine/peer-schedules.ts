/** When a poller reads next: its age after `attempt` reads, in seconds; `undefined` if it gives up. */
export type PollPlan = (ageSeconds: number, attempt: number, random: () => number) => number | undefined;

const every =
  (seconds: number): PollPlan =>
  (age, attempt) =>
    attempt === 0 ? 0 : age + seconds;

/** Full jitter over a doubling range, as @smithy's waiters do it. */
function smithy(min: number, max: number): PollPlan {
  const ceiling = Math.log(max / min) / Math.log(2) + 1;
  return (age, attempt, random) => {
    if (attempt === 0) return 0;
    if (attempt > ceiling) return age + max;
    return age + min + random() * (min * 2 ** (attempt - 1) - min);
  };
}

/** The default schedules of widely used clients, read from their sources in November 2026. */
export const peerSchedules: Readonly<Record<string, PollPlan>> = {
  "fal.subscribe, replicate.wait: 0.5 s": every(0.5),
  "e2b template build: 0.2 s": every(0.2),
  "@azure/core-lro: 2 s": every(2),
  "openai *.poll: 5 s": every(5),
  "trigger.dev runs.poll: 1 s, 500 times": (age, attempt) =>
    attempt >= 500 ? undefined : every(1)(age, attempt, Math.random),
  "daytona: 0.1 s, ×1.1 after 5 s, at most 1 s": (age, attempt) =>
    attempt === 0 ? 0 : age + (age < 5 ? 0.1 : Math.min(1, 0.1 * 1.1 ** Math.max(0, attempt - 50))),
  "vercel client: 1, 5, 15, 30 s": (age) => age + (age < 20 ? 1 : age < 60 ? 5 : age < 120 ? 15 : 30),
  "gax: 0.1 s, ×1.3, at most 60 s": (age, attempt) => age + Math.min(60, 0.1 * 1.3 ** attempt),
  "smithy waiters: 2 to 120 s": smithy(2, 120),
  "smithy ECS waiter: 6 to 600 s": smithy(6, 600),
  "doubling by hand: 1 to 60 s": (age, attempt) => age + Math.min(60, 2 ** attempt),
};
