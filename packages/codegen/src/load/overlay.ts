import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Finding } from "../diagnostics/diagnostic.ts";
import { SpecError } from "../diagnostics/spec-error.ts";
import { didYouMean } from "../diagnostics/suggest.ts";
import { isArray, isObject, type Json, type JsonObject, own, ownArray, setOwn } from "../json.ts";
import { lazily } from "../lazily.ts";
import { type Path, valueAt } from "../path.ts";
import { isInside, type ParsedFile } from "./read-file.ts";
import { locateFindings, type Origin } from "./source-map.ts";

const jsonPath = lazily<typeof import("jsonpath-rfc9535")>("jsonpath-rfc9535");

/** A document with an overlay applied, and what in it comes from the overlay. */
export interface Overlaid {
  readonly value: JsonObject;
  readonly origins: readonly Origin[];
}

/** Whether a file is an OpenAPI Overlay. */
export function isOverlay({ value }: ParsedFile): boolean {
  return own(value, "overlay") !== undefined;
}

/**
 * The document that an overlay extends, absolute. It stands in the project.
 *
 * @throws {SpecError} The overlay does not say, or what it says cannot be used.
 */
export function extendedFile(overlay: ParsedFile, project: string): string {
  const given = own(overlay.value, "extends");
  const refuse = (fact: string, hint?: string) => fail(overlay, [{ path: ["extends"], fact, hint }]);
  if (typeof given !== "string")
    return refuse("the overlay does not say which document it is for", "extends: ./openapi.yaml");
  if (/^[a-z][a-z0-9+.-]+:|^\/\//i.test(given))
    return refuse(
      `"${given}" is refused: a document is not read from the network`,
      "copy it into the project",
    );
  const file = resolve(dirname(overlay.absolute), given);
  if (!existsSync(file)) return refuse(`"${given}" leads to nothing: there is no such file`);
  if (!isInside(file, project))
    return refuse(`"${given}" is refused: it leads out of the project`, "name it in the config: providers");
  return file;
}

/**
 * Applies an OpenAPI Overlay 1.0 to a document. An action whose target is not there is an error, so that nobody goes on
 * with a correction that has lost its ground.
 *
 * @throws {SpecError} With all that is wrong in the overlay.
 */
export function applyOverlay(document: JsonObject, overlay: ParsedFile): Overlaid {
  const problems: Problem[] = [...checkOverlay(overlay.value)];
  const draft: Draft = { value: structuredClone(document), overlay, origins: [] };
  if (problems.length === 0) {
    for (const [index, action] of ownArray(overlay.value, "actions").entries())
      problems.push(...applyAction(draft, action as JsonObject, ["actions", index]));
  }
  if (problems.length > 0) fail(overlay, problems);
  return { value: draft.value, origins: draft.origins };
}

interface Problem {
  readonly path: Path;
  readonly fact: string;
  readonly hint?: string | undefined;
}

interface Draft {
  value: JsonObject;
  readonly overlay: ParsedFile;
  readonly origins: Origin[];
}

function fail(overlay: ParsedFile, problems: readonly Problem[]): never {
  const findings = problems.map(
    ({ path, fact, hint }): Finding => ({
      severity: "error",
      path,
      fact,
      ...(hint !== undefined && { hint }),
    }),
  );
  const origins = [{ at: [], file: overlay.shown, path: [] }];
  throw new SpecError(locateFindings(findings, { origins, texts: new Map([[overlay.shown, overlay.text]]) }));
}

const rootKeys = ["overlay", "info", "extends", "actions"];
const actionKeys = ["target", "description", "update", "remove"];

function checkOverlay(value: Json): readonly Problem[] {
  if (!isObject(value) || own(value, "overlay") === undefined)
    return [{ path: [], fact: "this is no OpenAPI Overlay", hint: "start it with: overlay: 1.0.0" }];
  const version = String(own(value, "overlay"));
  if (!/^1\.[01]\.\d+$/.test(version))
    return [{ path: ["overlay"], fact: `Overlay ${version} is not supported`, hint: "supported is 1.0.0" }];
  const actions = own(value, "actions");
  if (!isArray(actions) || actions.length === 0)
    return [{ path: ["actions"], fact: "an overlay has a list of actions" }];
  return [
    ...unknownKeys(value, rootKeys, []),
    ...actions.flatMap((action, index) => checkAction(action, ["actions", index])),
  ];
}

function checkAction(action: Json, path: Path): readonly Problem[] {
  if (!isObject(action)) return [{ path, fact: "an action is an object" }];
  if (typeof own(action, "target") !== "string")
    return [{ path, fact: '"target" is missing', hint: "a JSONPath (RFC 9535): $.paths['/jobs'].get" }];
  const isChange = own(action, "update") !== undefined || own(action, "remove") === true;
  const unknown = unknownKeys(action, actionKeys, path);
  const idle =
    isChange || unknown.length > 0
      ? []
      : [{ path, fact: "this action does nothing: it has no update and no remove" }];
  return [...unknown, ...idle];
}

function unknownKeys(value: JsonObject, known: readonly string[], path: Path): readonly Problem[] {
  const keys = Object.keys(value).filter((key) => !known.includes(key) && !key.startsWith("x-"));
  return keys.map((key) => ({
    path: [...path, key],
    fact: `"${key}" is not a key of Overlay 1.0 here`,
    hint: didYouMean(key, known, "keys"),
  }));
}

function applyAction(draft: Draft, action: JsonObject, path: Path): readonly Problem[] {
  const target = String(action.target);
  const places = placesOf(draft.value, target);
  if (typeof places === "string") return [{ path: [...path, "target"], fact: places }];
  if (places.length === 0) {
    const fact = `${target} is not in the document`;
    return [
      {
        path: [...path, "target"],
        fact,
        hint: "did the document change? then change the action, or take it away",
      },
    ];
  }
  if (action.remove === true && places.some((place) => place.length === 0))
    return [{ path: [...path, "target"], fact: "the whole document cannot be removed" }];
  // From the end, so that removing one element does not move the others.
  for (const place of [...places].reverse()) {
    if (action.remove === true) remove(draft, place);
    else update(draft, place, own(action, "update") ?? null, [...path, "update"]);
  }
  return [];
}

/** Where the values stand that a JSONPath names, or what is wrong with it. */
function placesOf(value: JsonObject, target: string): readonly Path[] | string {
  const places: Path[] = [];
  try {
    jsonPath().exec(value as never, target, (_, place) => places.push([...place]));
  } catch (error) {
    return `"${target}" is no JSONPath: ${error instanceof Error ? error.message : String(error)}`;
  }
  return places;
}

function remove(draft: Draft, place: Path): void {
  const key = place.at(-1);
  const parent = valueAt(draft.value, place.slice(0, -1));
  if (isArray(parent)) (parent as Json[]).splice(Number(key), 1);
  else if (isObject(parent) && key !== undefined) delete (parent as Record<string, Json>)[key];
}

function update(draft: Draft, place: Path, value: Json, from: Path): void {
  const target = valueAt(draft.value, place);
  if (isArray(target)) {
    for (const item of isArray(value) ? value : [value]) {
      draft.origins.push(originOf(draft, [...place, target.length], from));
      (target as Json[]).push(structuredClone(item) as Json);
    }
  } else if (isObject(target) && isObject(value)) {
    for (const [key, entry] of Object.entries(value)) merge(draft, [...place, key], entry, [...from, key]);
  } else set(draft, place, value, from);
}

/** Objects are merged, lists are joined, and everything else takes the place of what was there. */
function merge(draft: Draft, place: Path, value: Json, from: Path): void {
  const target = valueAt(draft.value, place);
  const joins = (isObject(target) && isObject(value)) || (isArray(target) && isArray(value));
  if (joins) update(draft, place, value, from);
  else set(draft, place, value, from);
}

function set(draft: Draft, place: Path, value: Json, from: Path): void {
  const key = place.at(-1);
  const copy = structuredClone(value) as Json;
  draft.origins.push(originOf(draft, place, from));
  if (key === undefined) draft.value = copy as JsonObject;
  else setOwn(valueAt(draft.value, place.slice(0, -1)) as object, String(key), copy);
}

function originOf({ overlay }: Draft, at: Path, path: Path): Origin {
  return { at, file: overlay.shown, path };
}
