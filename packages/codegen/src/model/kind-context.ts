import type { Report } from "../diagnostics/report.ts";
import { didYouMean, listed, nearest } from "../diagnostics/suggest.ts";
import type { JsonObject } from "../json.ts";
import type { Path } from "../path.ts";
import { type PointersSource, pointerList } from "./job-source.ts";
import type { Operation } from "./operation.ts";
import type { SchemaNode } from "./schema.ts";
import { variantsOf } from "./variants.ts";
import { isReached, type Left, type Reached, walkPointer } from "./walk-pointer.ts";
import type { Wanted } from "./wanted.ts";

/** What reading one kind needs everywhere. */
export interface KindContext {
  readonly document: JsonObject;
  readonly operations: ReadonlyMap<string, Operation>;
  readonly report: Report;
  /** `["x-jobs", kind]` */
  readonly at: Path;
}

/** The operation of a name; one that does not exist is an error at `path`. */
export function findOperation(context: KindContext, name: string, path: Path): Operation | undefined {
  const found = context.operations.get(name);
  if (found !== undefined) return found;
  const names = [...new Set([...context.operations.values()].map((operation) => operation.id))];
  const hint = didYouMean(name, names, "operations");
  context.report.error(path, `no operation "${name}" in this document`, hint);
  return undefined;
}

/** A body and what to call it in messages. */
export interface Target {
  readonly node: SchemaNode;
  /** `the body of getJob` */
  readonly name: string;
}

/** Follows pointers into a body; those that leave it are errors. */
export function reach(
  context: KindContext,
  target: Target,
  pointers: PointersSource,
  path: Path,
  wanted?: Wanted,
): readonly Reached[] {
  const list = pointerList(pointers);
  return list.flatMap((pointer, index) => {
    const at = typeof pointers === "string" ? path : [...path, index];
    const result = walkPointer(context.document, target.node, pointer);
    if (isReached(result) && !pointer.split("/").includes("*")) {
      if (wanted !== undefined) checkWanted(context, result, wanted, at);
      return [result];
    }
    if (isReached(result))
      context.report.error(
        at,
        `${pointer}: * can stand in a condition only`,
        "name one element by its index",
      );
    else reportLeft(context, target, pointer, result, at);
    return [];
  });
}

/** A value of another type would never be a value of the field. */
function checkWanted({ report }: KindContext, { pointer, types }: Reached, wanted: Wanted, at: Path): void {
  if (types.size === 0 || types.has("unknown") || wanted.types.some((type) => types.has(type))) return;
  const found = [...types].filter((type) => type !== "null").join(" or ");
  const place = pointer === "" ? "the whole body" : pointer;
  report.error(at, `${place} is ${found === "" ? "always null" : `of the type ${found}`}`, wanted.name);
}

/** Says where a pointer leaves a body, and where the caller may have meant to go. */
export function reportLeft(
  context: KindContext,
  target: Target,
  pointer: string,
  left: Left,
  path: Path,
): void {
  const { below, segment, reason } = left;
  const place = below === "" ? "the root" : below;
  if (reason === "some") {
    const fact = `${pointer} exists only in some of the forms that ${target.name} can have: "${segment}" below ${place}`;
    context.report.error(path, fact, "make the schema one object with optional properties");
    return;
  }
  if (reason === "not-an-array") {
    context.report.error(path, `${pointer} leaves ${target.name}: ${place} is no array`);
    return;
  }
  const because =
    reason === "open"
      ? `the schema says nothing of what is below ${place}`
      : `no "${segment}" below ${place}`;
  context.report.error(
    path,
    `${pointer} leaves ${target.name}: ${because}`,
    hintFor(context, target, left, pointer),
  );
}

function hintFor(context: KindContext, target: Target, left: Left, pointer: string): string | undefined {
  const near = nearest(left.segment, left.available);
  const rest = pointer.slice(left.below.length + 1 + left.segment.length);
  if (near !== undefined) return `did you mean ${left.below}/${near}${rest}?`;
  const deeper = placesOf(context, target.node, left.segment).map((place) => place + rest);
  if (deeper.length > 0) return `did you mean ${deeper.slice(0, 3).join(" or ")}?`;
  return left.available.length > 0 ? `there: ${listed(left.available)}` : undefined;
}

/** Where else, at most two levels down, a property of a name stands. */
function placesOf(context: KindContext, node: SchemaNode, name: string): readonly string[] {
  const names = propertyNames(context, node);
  return names.flatMap((first) => {
    const child = walkPointer(context.document, node, `/${escapeSegment(first)}/${escapeSegment(name)}`);
    return isReached(child) && child.steps.every((step) => step.via === "property") ? [child.pointer] : [];
  });
}

function propertyNames(context: KindContext, node: SchemaNode): readonly string[] {
  const left = walkPointer(context.document, node, "/\u0000");
  return isReached(left) ? [] : left.available;
}

function escapeSegment(name: string): string {
  return name.replaceAll("~", "~0").replaceAll("/", "~1");
}

/** Whether a body can be something else than an object. */
export function isObjectBody(context: KindContext, node: SchemaNode): boolean {
  const variants = variantsOf(context.document, node);
  return variants.length > 0 && variants.every((variant) => variant.type === "object");
}
