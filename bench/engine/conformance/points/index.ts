import type { NumberedPoint, Point } from "../point.ts";
import { unknownStatus } from "./01-unknown-status.ts";
import { abort } from "./02-abort.ts";
import { abortedBefore } from "./03-aborted-before.ts";
import { twoWaiters } from "./04-two-waiters.ts";
import { failedReads } from "./05-failed-reads.ts";
import { hints } from "./06-hints.ts";
import { timers } from "./07-timers.ts";
import { deadline } from "./08-deadline.ts";
import { otherOrigins } from "./09-other-origins.ts";
import { fiftyWaiters } from "./10-fifty-waiters.ts";
import { starts } from "./11-starts.ts";
import { refs } from "./12-refs.ts";
import { notFound } from "./13-not-found.ts";
import { backwards } from "./14-backwards.ts";
import { cancel } from "./15-cancel.ts";
import { keepAlive } from "./16-keep-alive.ts";
import { clock } from "./17-clock.ts";
import { relativeDelay } from "./18-relative-delay.ts";
import { budget } from "./19-budget.ts";
import { leaving } from "./20-leaving.ts";

const inOrder: readonly Point[] = [
  unknownStatus,
  abort,
  abortedBefore,
  twoWaiters,
  failedReads,
  hints,
  timers,
  deadline,
  otherOrigins,
  fiftyWaiters,
  starts,
  refs,
  notFound,
  backwards,
  cancel,
  keepAlive,
  clock,
  relativeDelay,
  budget,
  leaving,
];

/** The list. */
export const points: readonly NumberedPoint[] = inOrder.map((point, index) => ({
  ...point,
  number: index + 1,
}));
