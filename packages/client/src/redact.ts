/** Headers of a response that hold no secret. All others stay out of errors. */
const harmless =
  /^(content-(type|length)|date|server|via|cf-ray|allow|retry-after(-ms)?|(x-)?(ratelimit|monthly)[a-z-]*|(x-)?(amzn-?)?(request|correlation|trace)-?id)$/;

/** The headers that may be shown, by lower-case name, without the client's secrets; `also` names one more. */
export function harmlessHeaders(
  headers: Headers,
  secrets: readonly string[],
  also = "",
): Record<string, string> {
  const shown: Record<string, string> = {};
  headers.forEach((value, name) => {
    if (harmless.test(name) || name === also.toLowerCase()) shown[name] = strikeOut(value, secrets);
  });
  return shown;
}

/** A URL without query and fragment, which may hold keys. */
export function withoutQuery(url: string): string {
  return url.replace(/[?#].*$/s, "");
}

/** Text in which no secret of the client stands. Very short ones are left: they would make holes in every text. */
export function strikeOut(text: string, secrets: readonly string[]): string {
  return secrets.reduce(
    (struck, secret) => (secret.length < 6 ? struck : struck.replaceAll(secret, "[redacted]")),
    text,
  );
}
