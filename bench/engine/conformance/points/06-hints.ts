import { type Answer, reads, readTimesMs } from "../answer.ts";
import { begin, type Check, type Point } from "../point.ts";

const asked = 20_000;

/** What a server may say, and how long the next read has to wait for it at least and at most, in milliseconds. */
interface Hint {
  readonly headers: () => Readonly<Record<string, string>>;
  readonly least: number;
  readonly most: number;
}

const obeyed = { least: asked - 1_000, most: asked * 1.3 };
/** Nonsense is no reason to flood, nor to wait for long. */
const ignored = { least: 200, most: 30_000 };

const ofAnyAnswer: Readonly<Record<string, Hint>> = {
  seconds: { headers: () => ({ "retry-after": "20" }), ...obeyed },
  date: { headers: () => ({ "retry-after": new Date(Date.now() + asked).toUTCString() }), ...obeyed },
  "date in the past": { headers: () => ({ "retry-after": new Date(0).toUTCString() }), ...ignored },
  negative: { headers: () => ({ "retry-after": "-20" }), ...ignored },
  "ten digits": {
    headers: () => ({ "retry-after": "9999999999" }),
    least: 60_000,
    most: Number.POSITIVE_INFINITY,
  },
  garbage: { headers: () => ({ "retry-after": "soon 2099" }), ...ignored },
  "retry-after-ms": { headers: () => ({ "retry-after-ms": "20000" }), ...obeyed },
};

const ofRefusals: Readonly<Record<string, Hint>> = {
  ...ofAnyAnswer,
  RateLimit: { headers: () => ({ ratelimit: '"default";r=0;t=20' }), ...obeyed },
  "RateLimit-Reset": { headers: () => ({ "ratelimit-reset": "20" }), ...obeyed },
};

function checkOf(what: string, hints: Readonly<Record<string, Hint>>, answer: Answer): Check {
  return {
    what,
    where: "virtual",
    run: async (peer, lab) => {
      const wrong: string[] = [];
      for (const [name, { headers, least, most }] of Object.entries(hints)) {
        const script = reads((read) => (read === 1 ? { ...answer, headers: headers() } : { word: "done" }));
        const { api, waiting } = await begin(peer, lab, script);
        const { how } = await lab.settle(waiting.wait({}), 7_200_000);
        const [first = 0, second = how === "pending" ? Number.POSITIVE_INFINITY : Number.NaN] =
          readTimesMs(api);
        const gap = second - first;
        if (!(gap >= least && gap <= most)) wrong.push(`${name} (${gapText(gap)})`);
      }
      const all = Object.keys(hints).length;
      return {
        isGood: wrong.length === 0,
        measured: wrong.length === 0 ? `${all} of ${all}` : `not ${wrong.join(", ")}`,
      };
    },
  };
}

function gapText(gap: number): string {
  if (Number.isNaN(gap)) return "the wait ended";
  return gap === Number.POSITIVE_INFINITY
    ? "not within two hours"
    : gap < 1
      ? "at once"
      : `${(gap / 1000).toFixed(1)} s`;
}

export const hints: Point = {
  title: "what a server asks for is obeyed, in each of its forms, and nonsense is not",
  checks: [
    checkOf("of a good read; in brackets when the next read came", ofAnyAnswer, {}),
    checkOf("of a 429", ofRefusals, { httpStatus: 429 }),
  ],
};
