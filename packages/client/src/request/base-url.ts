import { readEnvironment } from "../environment.ts";
import type { ApiDescription } from "../operation.ts";

/** The base URL as it was given: option, else environment, else the API's own. */
export function givenBaseUrl({ baseUrl, baseUrlEnv }: ApiDescription, option: string | undefined): string {
  return option || readEnvironment(baseUrlEnv) || baseUrl;
}

/** A URL of the web without a user in it, `undefined` for all else. `base` is for relative ones. */
export function parseUrl(given: string | URL, base: string | undefined): URL | undefined {
  try {
    const url = new URL(given, base);
    return /^https?:$/.test(url.protocol) && !url.username && !url.password ? url : undefined;
  } catch {
    return undefined;
  }
}

/** A base URL with its path, `undefined` if it is none. A relative one belongs to the page, where there is one. */
export function parseBaseUrl(given: string): URL | undefined {
  const url = parseUrl(given, globalThis.location?.href);
  return url && !url.search && !url.hash ? url : undefined;
}
