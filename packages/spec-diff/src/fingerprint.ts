import { createHash } from "node:crypto";
import { canonical } from "./canonical.ts";
import type { Finding } from "./finding.ts";

/** Names a change by what it is and where it stands, not by the words in which it is told. */
export function fingerprint({ rule, at, before, after }: Finding): string {
  const facts = [rule, at.base ?? null, at.head ?? null, before ?? null, after ?? null];
  return createHash("sha256").update(canonical(facts)).digest("hex").slice(0, 12);
}
