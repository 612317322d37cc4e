import { normal } from "./random.ts";

/** How long jobs of a sort take, in seconds. */
export interface Mix {
  readonly name: string;
  /** Whether durations are spread out, so that knowing the age says little about the end. */
  readonly isSpreadOut: boolean;
  readonly sample: (random: () => number) => number;
  /** The share of jobs that take longer. */
  readonly survival: (seconds: number) => number;
}

/** The share of the standard normal distribution above `x` (Abramowitz and Stegun 7.1.26; error below 1.5e-7). */
function above(x: number): number {
  const z = Math.abs(x) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * z);
  const tail =
    (((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) *
      t *
      Math.exp(-z * z)) /
    2;
  return x >= 0 ? tail : 1 - tail;
}

function logNormal(median: number, sigma: number): Pick<Mix, "sample" | "survival"> {
  return {
    sample: (random) => median * Math.exp(sigma * normal(random)),
    survival: (seconds) => above(Math.log(seconds / median) / sigma),
  };
}

const short = logNormal(3, 0.5);
const long = logNormal(120, 0.5);
const [paretoAlpha, paretoFrom, paretoTo] = [1.1, 5, 86_400];
const paretoCut = (paretoFrom / paretoTo) ** paretoAlpha;

/** The six mixes. */
export const mixes: readonly Mix[] = [
  { name: "code: log-normal, median 20 s, σ 1", isSpreadOut: true, ...logNormal(20, 1) },
  { name: "video: log-normal, median 5 min, σ 1.5", isSpreadOut: true, ...logNormal(300, 1.5) },
  {
    name: "bimodal: 70 % around 3 s, 30 % around 2 min",
    isSpreadOut: true,
    sample: (random) => (random() < 0.7 ? short : long).sample(random),
    survival: (seconds) => 0.7 * short.survival(seconds) + 0.3 * long.survival(seconds),
  },
  {
    name: "heavy tail: Pareto α 1.1, 5 s to 24 h",
    isSpreadOut: true,
    sample: (random) => paretoFrom * (1 - random() * (1 - paretoCut)) ** (-1 / paretoAlpha),
    survival: (seconds) =>
      seconds <= paretoFrom
        ? 1
        : Math.max(0, ((paretoFrom / seconds) ** paretoAlpha - paretoCut) / (1 - paretoCut)),
  },
  {
    name: "exponential, mean 60 s",
    isSpreadOut: true,
    sample: (random) => -60 * Math.log(1 - random()),
    survival: (seconds) => Math.exp(-seconds / 60),
  },
  {
    name: "deploy: normal, 10 ± 1.5 min",
    isSpreadOut: false,
    sample: (random) => Math.max(30, 600 + 90 * normal(random)),
    survival: (seconds) => (seconds < 30 ? 1 : above((seconds - 600) / 90)),
  },
];

/**
 * The least that E[requests] × E[delay] can be for a schedule that knows only the age: ½ (∫ √(f·S) dt)²; and with the delay
 * relative to the duration ½ (∫ √(f·S/t) dt)². Integrated numerically over the logarithm of time.
 */
export function limits({ survival }: Mix): { readonly absolute: number; readonly relative: number } {
  const steps = 200_000;
  const [from, to] = [Math.log(1e-3), Math.log(1e6)];
  const width = (to - from) / steps;
  let [absolute, relative] = [0, 0];
  for (let step = 0; step < steps; step += 1) {
    const left = Math.exp(from + step * width);
    const right = Math.exp(from + (step + 1) * width);
    const alive = (survival(left) + survival(right)) / 2;
    const density = Math.max(0, survival(left) - survival(right)) / (right - left);
    const middle = (left + right) / 2;
    absolute += Math.sqrt(density * alive) * (right - left);
    relative += Math.sqrt((density * alive) / middle) * (right - left);
  }
  return { absolute: absolute ** 2 / 2, relative: relative ** 2 / 2 };
}
