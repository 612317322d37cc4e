import type { Direction } from "./view.ts";

/** Where a schema stands, in words. */
export interface Place {
  readonly direction: Direction;
  /** "`Job`", "the 200 answer of `getJob`". */
  readonly owner: string;
  /** `status.phase`, `steps[].id`; empty for the owner itself. */
  readonly path: string;
}

/** "`status` of `Job`" */
export function label({ owner, path }: Place): string {
  return path === "" ? owner : `\`${path}\` of ${owner}`;
}

/** The place of a property. */
export function inProperty(place: Place, name: string): Place {
  return { ...place, path: place.path === "" ? name : `${place.path}.${name}` };
}

/** The place of what an array or a map holds, or of one variant. */
export function inPart(place: Place, suffix: string): Place {
  return { ...place, path: `${place.path}${suffix}` };
}

/** Who is concerned by what happens at a place. */
export function audienceOf({ direction, owner }: Place): string {
  return direction === "request" ? `callers who send ${owner}` : `readers of ${owner}`;
}
