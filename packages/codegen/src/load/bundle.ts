import { dirname, resolve } from "node:path";
import type { Report } from "../diagnostics/report.ts";
import { isArray, isObject, type Json, type JsonObject, own, ownString, setOwn } from "../json.ts";
import { type Path, parsePointer, valueAt } from "../path.ts";
import { TextError } from "./parse-text.ts";
import { isInside, type ParsedFile } from "./read-file.ts";
import type { Origin } from "./source-map.ts";

/** What bundling needs besides the root document. */
export interface BundleOptions {
  /** References must not leave this folder. */
  readonly folder: string;
  readonly read: (file: string) => ParsedFile;
  readonly report: Report;
}

/** One document without references to other files. */
export interface Bundle {
  readonly document: JsonObject;
  readonly origins: readonly Origin[];
}

type Section = "schemas" | "parameters" | "responses" | "requestBodies" | "headers" | "examples" | "inline";

/**
 * Brings everything that a document refers to in other local files into it: reusable objects into `components`, all else
 * in place. References to the network, or out of the folder, are errors.
 */
export function bundle(root: ParsedFile, rootValue: JsonObject, options: BundleOptions): Bundle {
  const whole = { ...root, value: rootValue };
  const state: State = {
    root: whole,
    options,
    origins: [{ at: [], file: root.shown, path: [] }],
    hoisted: new Map(),
    extra: [],
    open: [],
  };
  const document = copy(rootValue, whole, [], state) as JsonObject;
  return { document: withComponents(document, state), origins: state.origins };
}

interface State {
  readonly root: ParsedFile;
  readonly options: BundleOptions;
  readonly origins: Origin[];
  /** File, pointer and section to the name in `components`. */
  readonly hoisted: Map<string, string>;
  readonly extra: { readonly section: string; readonly name: string; readonly value: Json }[];
  /** Files and pointers that are being put in place: a circle of them has no end. */
  readonly open: string[];
}

const maxDepth = 400;

/**
 * Copies, so that parts shared by YAML aliases come apart and changing one never changes another. The path grows and
 * shrinks on the way: who keeps it copies it.
 */
function copy(value: Json, file: ParsedFile, at: (string | number)[], state: State): Json {
  if (at.length > maxDepth) {
    state.options.report.error(at.slice(0, 8), "this is nested too deeply, or a YAML alias contains itself");
    return null;
  }
  const below = (key: string | number, entry: Json): Json => {
    if (typeof entry !== "object" || entry === null) return entry;
    at.push(key);
    const copied = copy(entry, file, at, state);
    at.pop();
    return copied;
  };
  if (isArray(value)) return value.map((item, index) => below(index, item));
  if (!isObject(value)) return value;
  const ref = ownString(value, "$ref");
  if (ref !== undefined && !isData(at)) return reference(value, ref, file, at, state);
  const result = {};
  for (const key of Object.keys(value)) setOwn(result, key, below(key, value[key] as Json));
  return result;
}

function reference(value: JsonObject, ref: string, file: ParsedFile, at: Path, state: State): Json {
  const [location = "", fragment = ""] = ref.split("#", 2);
  if (location === "" && file === state.root) return { ...value };
  const target = location === "" ? file : open(ref, location, file, at, state);
  if (target === undefined) return { ...value };
  const pointer = decode(fragment);
  if (target.absolute === state.root.absolute) return { ...value, $ref: `#${pointer}` };
  const found = pointer === undefined ? undefined : valueAt(target.value, parsePointer(pointer));
  if (pointer === undefined || found === undefined) {
    state.options.report.error(
      [...at, "$ref"],
      `"${ref}" leads to nothing: ${target.shown} has no ${fragment || "content"}`,
    );
    return { ...value };
  }
  const section = sectionOf(at);
  if (section === "inline") return inPlace(found, target, pointer, at, state);
  return { ...value, $ref: `#/components/${section}/${hoist(found, target, pointer, section, state)}` };
}

function open(
  ref: string,
  location: string,
  file: ParsedFile,
  at: Path,
  state: State,
): ParsedFile | undefined {
  const { report, folder, read } = state.options;
  const path = [...at, "$ref"];
  if (/^[a-z][a-z0-9+.-]+:|^\/\//i.test(location)) {
    report.error(
      path,
      `"${ref}" is refused: references to the network or to a URL are not followed`,
      "copy the file beside the spec and refer to it by a relative path",
    );
    return undefined;
  }
  const absolute = resolve(dirname(file.absolute), decodeURIComponentSafely(location));
  if (!isInside(absolute, folder)) {
    report.error(
      path,
      `"${ref}" is refused: it leads out of the spec's folder`,
      "copy the file into the folder of the spec",
    );
    return undefined;
  }
  try {
    return read(absolute);
  } catch (error) {
    const reason =
      error instanceof TextError
        ? `line ${error.line}: ${error.message}`
        : "there is no such file, or it cannot be read";
    report.error(path, `"${ref}" leads to nothing: ${reason}`);
    return undefined;
  }
}

function inPlace(found: Json, target: ParsedFile, pointer: string, at: Path, state: State): Json {
  const key = `${target.absolute}#${pointer}`;
  if (state.open.includes(key)) {
    state.options.report.error([...at, "$ref"], `"${target.shown}#${pointer}" refers to itself`);
    return {};
  }
  state.origins.push({ at: [...at], file: target.shown, path: parsePointer(pointer) });
  state.open.push(key);
  const result = copy(found, target, [...at], state);
  state.open.pop();
  return result;
}

function hoist(found: Json, target: ParsedFile, pointer: string, section: string, state: State): string {
  const key = `${section}:${target.absolute}#${pointer}`;
  const known = state.hoisted.get(key);
  if (known !== undefined) return known;
  const name = freeName(section, target, pointer, state);
  state.hoisted.set(key, name);
  const at = ["components", section, name];
  state.origins.push({ at, file: target.shown, path: parsePointer(pointer) });
  state.extra.push({ section, name, value: copy(found, target, [...at], state) });
  return name;
}

/** Named after the last step of the pointer, or after the file; the file's name goes in front if that is taken. */
function freeName(section: string, target: ParsedFile, pointer: string, state: State): string {
  const stem = (target.absolute.split(/[\\/]/).at(-1) ?? "").replace(/\.(ya?ml|json)$/i, "");
  const last = parsePointer(pointer).at(-1);
  const plain = clean(last ?? stem);
  const candidates = [
    plain,
    clean(`${stem}-${last ?? ""}`),
    ...Array.from({ length: 99 }, (_, index) => `${plain}${index + 2}`),
  ];
  const taken = new Set(state.extra.filter((entry) => entry.section === section).map((entry) => entry.name));
  for (const name of state.hoisted.values()) taken.add(name);
  const existing = own(own(state.root.value, "components"), section);
  return (
    candidates.find((name) => name !== "" && !taken.has(name) && own(existing, name) === undefined) ?? plain
  );
}

function clean(name: string): string {
  return name.replace(/[^A-Za-z0-9._-]+/g, "");
}

function withComponents(document: JsonObject, state: State): JsonObject {
  if (state.extra.length === 0) return document;
  const components: Record<string, Json> = { ...(own(document, "components") as JsonObject | undefined) };
  for (const { section, name, value } of state.extra) {
    components[section] = { ...(components[section] as JsonObject | undefined), [name]: value };
  }
  return { ...document, components };
}

/** Where the value of a `$ref` belongs in `components`, told by where the `$ref` stands. */
function sectionOf(at: Path): Section {
  const last = String(at.at(-1) ?? "");
  const parent = String(at.at(-2) ?? "");
  if (at[0] === "x-jobs" || at[0] === "x-jobwire") return "inline";
  if (at[0] === "components" && at.length === 3) return isSection(parent) ? parent : "inline";
  if (at[0] === "paths" && at.length <= 2) return "inline";
  if (last === "requestBody") return "requestBodies";
  if (parent === "parameters" && typeof at.at(-1) === "number") return "parameters";
  if (isSection(parent) && parent !== "schemas" && parent !== "parameters" && !insideSchema(at))
    return parent;
  if (parent === "callbacks" || parent === "links" || at[0] === "webhooks") return "inline";
  return "schemas";
}

function isSection(name: string): name is Exclude<Section, "inline"> {
  return ["schemas", "parameters", "responses", "requestBodies", "headers", "examples"].includes(name);
}

/** A property may be called `headers`; it is no header for that. */
function insideSchema(at: Path): boolean {
  return at.includes("schema") || (at[0] === "components" && at[1] === "schemas");
}

/** Inside examples and extensions `$ref` is data like any other. */
function isData(at: Path): boolean {
  const index = at.findIndex(
    (segment) =>
      segment === "example" || segment === "examples" || segment === "default" || segment === "const",
  );
  if (index === -1) return false;
  // A named example, and a property with one of these names, may be a reference.
  return at[index] !== "examples"
    ? at[index - 1] !== "properties" && at[index - 1] !== "responses"
    : at.length - index > 2 && at[index - 1] !== "properties";
}

function decode(fragment: string): string | undefined {
  const pointer = decodeURIComponentSafely(fragment);
  return pointer === "" || pointer.startsWith("/") ? pointer : undefined;
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
