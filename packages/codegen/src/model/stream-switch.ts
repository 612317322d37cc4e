import { type Json, type JsonObject, own, ownObject } from "../json.ts";
import type { RequestBody, Success } from "./operation.ts";
import { variantsOf } from "./variants.ts";

/**
 * The properties of a request body that decide between JSON and events, with the values that ask for events: those of
 * `x-jobwire.stream.body`, and of `stream.body` of the kinds that the operation starts.
 */
export function streamSwitchOf(
  document: JsonObject,
  id: string,
  extension: JsonObject,
  body: RequestBody | undefined,
  success: Success,
): JsonObject {
  if (body === undefined || success.returns !== "json-or-events") return {};
  const streams = Object.values(ownObject(document, "x-jobs")).map((kind) => own(kind, "stream"));
  const asked = [...streams.filter((stream) => own(stream, "operation") === id), own(extension, "stream")];
  const entries = asked.flatMap((stream) => Object.entries(ownObject(stream, "body")));
  const isOneShape = variantsOf(document, body.schema).length === 1;
  const canBeLeftOut = (value: Json) =>
    typeof value === "boolean" || (isOneShape && typeof value === "string");
  return Object.fromEntries(
    entries.filter(([name, value]) => body.properties.includes(name) && canBeLeftOut(value)),
  );
}
