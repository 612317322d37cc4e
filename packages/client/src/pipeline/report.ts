import { isLogged, type LogFacts, type LogLevel } from "../log.ts";
import type { Call } from "./call.ts";

/** Tells the logger of a client what happened to a call, by the fields of {@link LogFacts} and nothing else. */
export function report(
  call: Call,
  level: Exclude<LogLevel, "off">,
  message: string,
  more: Pick<LogFacts, "status" | "requestId" | "durationMs" | "delayMs" | "error"> = {},
): void {
  const { api, options } = call.context;
  if (!options.logger?.[level] || !isLogged(level, options.logLevel)) return;
  const { provider } = api;
  const { name: operation, url = "", attempts: attempt } = call;
  const facts = { provider, operation, method: call.operation.method, url, attempt, ...more };
  options.logger[level](`${provider} ${operation} ${message}`, facts);
}
