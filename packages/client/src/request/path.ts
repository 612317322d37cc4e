import type { Refuse } from "./refuse.ts";

/**
 * Why a value must not become part of a path, `undefined` if it may. An empty segment addresses the list above, and URL
 * parsers resolve dot segments even when they are percent-encoded (WHATWG URL, "double-dot URL path segment").
 */
export function pathProblem(value: unknown): string | undefined {
  if (value === undefined || value === null) return `is ${value}`;
  if (!/^(string|number|bigint|boolean)$/.test(typeof value) || Number.isNaN(value))
    return "is no text or number";
  if (!String(value).trim()) return "is empty";
  return /^(\.|%2e){1,2}$/i.test(String(value)) ? "would address another path" : undefined;
}

/** Fills a path template in, every value checked and encoded. Adds the names of its parameters to `used`. */
export function fillPath(
  template: string,
  values: Readonly<Record<string, unknown>>,
  refuse: Refuse,
  used: string[] = [],
): string {
  return template.replace(/\{([^{}]+)\}/g, (_, name: string) => {
    const problem = pathProblem(values[name]);
    if (problem) refuse(name, problem);
    used.push(name);
    return encodeURIComponent(String(values[name]));
  });
}
