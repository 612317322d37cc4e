/** How much a logger is told: each level includes those after it. `off` is nothing. */
export type LogLevel = "debug" | "info" | "warn" | "error" | "off";

/** What a log line says. There is no other field, so no header, body, query or key can get into a log. */
export interface LogFacts {
  readonly provider: string;
  readonly operation: string;
  readonly method: string;
  /** Without its query. */
  readonly url: string;
  readonly attempt: number;
  readonly status?: number | undefined;
  readonly requestId?: string | undefined;
  readonly durationMs?: number | undefined;
  readonly delayMs?: number | undefined;
  /** Name of the error's class. */
  readonly error?: string | undefined;
}

/** Where log lines go. `console` is one. */
export type Logger = {
  readonly [Level in Exclude<LogLevel, "off">]?: (message: string, facts: LogFacts) => void;
};

const levels = "debug info warn error off";

/** Whether a line of a level is wanted. */
export function isLogged(level: LogLevel, threshold: LogLevel = "warn"): boolean {
  return levels.indexOf(level) >= levels.indexOf(threshold);
}
