import { parseText } from "@jobwire/codegen";
import { isMap, isScalar, isSeq, LineCounter, parseDocument } from "yaml";
import { isObject, type Json, type JsonObject } from "../json.ts";
import { parsePointer } from "../pointer.ts";

/** A text that is no OpenAPI document. */
export class InputError extends Error {
  override readonly name = "InputError";
}

/**
 * Reads an OpenAPI document, JSON or YAML.
 *
 * @throws {InputError} The text is neither, or no object.
 */
export function parseDocumentText(text: string, name: string): JsonObject {
  const value = parse(text, name);
  if (!isObject(value)) throw new InputError(`${name}: this is no OpenAPI document`);
  if (value.openapi === undefined && value.swagger === undefined)
    throw new InputError(`${name}: neither \`openapi\` nor \`swagger\` says what this is`);
  return value;
}

function parse(text: string, name: string): Json {
  try {
    return parseText(text.replace(/^\ufeff/, ""));
  } catch (error) {
    const [line] = (error instanceof Error ? error.message : String(error)).split("\n");
    throw new InputError(`${name}: ${line}`, { cause: error });
  }
}

/** Lines of a YAML document by pointer: of the key, or of the nearest one above it that exists. */
export function lineFinder(text: string): (pointer: string) => number | undefined {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, logLevel: "silent" });
  return (pointer) => {
    let node: unknown = document.contents;
    let offset = 0;
    for (const segment of parsePointer(pointer)) {
      if (isMap(node)) {
        const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === segment);
        if (pair === undefined) break;
        offset = isScalar(pair.key) ? (pair.key.range?.[0] ?? offset) : offset;
        node = pair.value;
      } else if (isSeq(node)) {
        node = node.items[Number(segment)];
        if (node === undefined) break;
        offset = rangeOf(node) ?? offset;
      } else break;
    }
    return counter.linePos(offset).line;
  };
}

function rangeOf(node: unknown): number | undefined {
  return (isMap(node) || isSeq(node) || isScalar(node)) && node.range ? node.range[0] : undefined;
}
