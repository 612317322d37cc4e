import { type JsonObject, own } from "../json.ts";
import type { Direction } from "./map-document.ts";

/** Marks a schema whose value is sent as bytes. */
export const sentAsBytes = "x-jobwire-sent-as-bytes";

/** `format: binary` in a request is a file, which JavaScript has as a Blob. */
export function markBinary(schema: JsonObject, direction: Direction): JsonObject {
  return direction === "request" && own(schema, "format") === "binary"
    ? { ...schema, [sentAsBytes]: true }
    : schema;
}
