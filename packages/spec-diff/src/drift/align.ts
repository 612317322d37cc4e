import { operationKey } from "../document/operations.ts";
import { isObject, type JsonObject, objectOf, own, ownArray, ownObject, ownString } from "../json.ts";

/**
 * A provider's document as it can be compared with ours: its paths begin where ours do, and operations that we do not have
 * are left out.
 */
export function alignTo(ours: JsonObject, theirs: JsonObject): JsonObject {
  const [here, there] = [serverPath(ours), serverPath(theirs)];
  const wanted = keysOf(ours);
  const paths = Object.entries(ownObject(theirs, "paths")).flatMap(([path, item]) => {
    const full = `${there}${path}`;
    if (!full.startsWith(`${here}/`) && here !== "") return [];
    const aligned = full.slice(here.length);
    const kept = isObject(item) ? Object.entries(item).filter(([key]) => isWanted(key, aligned, wanted)) : [];
    return kept.some(([key]) => methods.has(key)) ? [[aligned, objectOf(kept)] as const] : [];
  });
  return { ...theirs, paths: objectOf(paths) };
}

const methods = new Set(["get", "put", "post", "patch", "delete", "head", "options", "trace"]);

function isWanted(key: string, path: string, wanted: ReadonlySet<string>): boolean {
  return !methods.has(key) || wanted.has(operationKey(key, path));
}

function keysOf(document: JsonObject): ReadonlySet<string> {
  const all = Object.entries(ownObject(document, "paths")).flatMap(([path, item]) =>
    Object.keys(isObject(item) ? item : {}).map((method) => operationKey(method, path)),
  );
  return new Set(all);
}

/** The path of the first server: `/v2` of `https://host/v2`. */
function serverPath(document: JsonObject): string {
  const url = ownString(ownArray(document, "servers")[0], "url") ?? "";
  return url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, "").replace(/\/+$/, "");
}

/** Our document without what no provider writes: lifecycles, and what only our compiler reads. */
export function withoutOwn(document: JsonObject): JsonObject {
  const strip = (value: JsonObject[string]): JsonObject[string] => {
    if (Array.isArray(value)) return value.map(strip);
    if (!isObject(value)) return value;
    return objectOf(
      Object.keys(value).flatMap((key) =>
        key === "x-jobs" || key === "x-jobwire" ? [] : [[key, strip(own(value, key) ?? null)] as const],
      ),
    );
  };
  return strip(document) as JsonObject;
}
