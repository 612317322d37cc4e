import type { Change } from "../change.ts";
import { compareDocuments } from "../compare-documents.ts";
import type { JsonObject } from "../json.ts";
import { ownString } from "../json.ts";
import { sortChanges } from "../sort-changes.ts";
import { alignTo, withoutOwn } from "./align.ts";
import { fromSwagger } from "./from-swagger.ts";

/** How our document and the provider's differ. */
export interface Drift {
  /** Theirs has it, ours does not. */
  readonly lacking: readonly Change[];
  /** Ours has it, theirs no longer does. */
  readonly dropped: readonly Change[];
  /** Both speak of it and say different things. */
  readonly contradicting: readonly Change[];
  /** We promise more than they write down; a document that says less proves nothing. */
  readonly unconfirmed: readonly Change[];
  /** Their document, in the words of OpenAPI 3. */
  readonly theirs: JsonObject;
}

/** Compares our document with one that the provider publishes, OpenAPI 3 or Swagger 2.0. */
export function findDrift(ours: JsonObject, published: JsonObject): Drift {
  const modern = ownString(published, "swagger") === undefined ? published : fromSwagger(published);
  const theirs = alignTo(ours, modern);
  const { predicted } = compareDocuments(withoutOwn(ours), theirs);
  const changes = sortChanges(predicted.map(({ change }) => change)).filter(({ rule }) => !silent.test(rule));
  const of = (sort: Sort) => changes.filter((change) => sortOf(change) === sort);
  return {
    lacking: of("lacking"),
    dropped: of("dropped"),
    contradicting: of("contradicting"),
    unconfirmed: of("unconfirmed"),
    theirs,
  };
}

type Sort = "lacking" | "dropped" | "contradicting" | "unconfirmed";

/** Names, addresses and words are ours to choose. */
const silent =
  /^(documentation-changed|component-|operation-renamed|operation-added|security-|server-|default-server|kind-|client-|error-pointers|additional-properties|enum-openness|secret|pagination|stream|retry|timeoutMs|combinator)/;

const lacking =
  /^(property|parameter|enum-word|status|media-type|header|variant|body|answer-body)-added$|^(enum-added|deprecated)$/;
const dropped =
  /^(operation|property|parameter|media-type|variant|body|answer-body)-removed$|^operation-moved$/;
/** What a document leaves unsaid. */
const unsaid = new Set([
  ...[
    "header-removed",
    "header-optional",
    "property-optional",
    "null-removed",
    "enum-removed",
    "enum-word-removed",
  ],
  ...["no-longer-deprecated", "status-removed"],
]);
const optional = new Set(["format-changed", "limit-changed", "default-changed"]);

function sortOf({ rule, after, before }: Change): Sort {
  if (rule === "status-removed" && /^[2D]/.test(String(before))) return "dropped";
  if (lacking.test(rule)) return "lacking";
  if (dropped.test(rule)) return "dropped";
  if (unsaid.has(rule) || (optional.has(rule) && after === undefined)) return "unconfirmed";
  return optional.has(rule) && before === undefined ? "lacking" : "contradicting";
}
