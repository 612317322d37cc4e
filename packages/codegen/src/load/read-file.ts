import { readFileSync, realpathSync, statSync } from "node:fs";
import { dirname, isAbsolute, relative, resolve, sep } from "node:path";
import type { Json } from "../json.ts";
import { parseText, TextError } from "./parse-text.ts";

/** A file that was read and parsed. */
export interface ParsedFile {
  /** Absolute path, links resolved. */
  readonly absolute: string;
  /** The path as it is shown: relative to the working folder, with slashes. */
  readonly shown: string;
  readonly text: string;
  readonly value: Json;
}

/** The path of a file as it is shown in messages and headers, the same on every platform. */
export function shownPath(absolute: string, folder: string): string {
  const path = relative(folder, absolute);
  return (path.startsWith("..") || isAbsolute(path) ? absolute : path).split(sep).join("/");
}

/** Reads and parses a file. Throws the error of the file system, or a TextError. */
export function readParsed(file: string, folder: string): ParsedFile {
  // A pipe or a device has no end.
  if (!statSync(file).isFile()) throw new Error("this is no file");
  const text = decode(readFileSync(file));
  return {
    absolute: realpathSync(file),
    shown: shownPath(file, folder),
    text,
    value: parseText(text, file.endsWith(".json")),
  };
}

/** Text without its byte order mark. Bytes that are no text would become other names and other words. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    const before = (new TextDecoder().decode(bytes).split("\ufffd", 1)[0] ?? "").split("\n");
    const column = (before.at(-1)?.length ?? 0) + 1;
    throw new TextError("this is no UTF-8 text", before.length, column, { cause });
  }
}

/** Whether a file stands in a folder or below it; links are resolved, so that none leads out. */
export function isInside(file: string, folder: string): boolean {
  const path = relative(realFolder(folder), realOrSame(file));
  return path !== "" && !path.startsWith("..") && !isAbsolute(path);
}

function realFolder(folder: string): string {
  return realOrSame(resolve(folder));
}

function realOrSame(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : resolve(realOrSame(parent), relative(parent, path));
  }
}
