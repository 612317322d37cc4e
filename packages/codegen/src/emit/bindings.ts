import type { Binding, Source } from "../model/kind.ts";
import { access, firstOf, type Place, placeAt } from "./access.ts";
import { type Code, object, sequence } from "./code.ts";
import { literal, propertyKey, stringLiteral } from "./literal.ts";

/** What the variables of the surrounding code are called. */
export interface Bases {
  readonly item?: string;
  /** The last body may not be at hand. */
  readonly bodyMayBeMissing?: true;
}

/** Parameters and their values as an object: `{ id: job.params.id, run_id: job.id }`. */
export function bindingsCode(bindings: readonly Binding[], bases: Bases = {}): Code {
  return object(bindingEntries(bindings, bases));
}

/** The entries of {@link bindingsCode}, to stand beside others. */
export function bindingEntries(
  bindings: readonly Binding[],
  bases: Bases = {},
): readonly (readonly [string, Code] | Code)[] {
  return bindings.map((binding) => entry(binding, bases));
}

function entry({ name, required, sources }: Binding, bases: Bases): readonly [string, Code] | Code {
  const key = propertyKey(name);
  const value = sourcesCode(sources, bases);
  const [only] = sources;
  // A parameter that may be missing is left out: `undefined` is no value under exactOptionalPropertyTypes.
  if (!required && only?.from === "params" && only.optional) {
    return sequence("...(", value, " !== undefined && { ", key, ": ", value, " })");
  }
  return [key, value];
}

/** The first source that holds a value. */
export function sourcesCode(sources: readonly Source[], bases: Bases = {}): Code {
  const [only] = sources;
  if (sources.length === 1 && only?.from === "constant") return literal(only.value);
  return firstOf(sources.map((source) => placeOf(source, bases)));
}

function placeOf(source: Source, bases: Bases): Place {
  switch (source.from) {
    case "constant":
      return {
        text: typeof source.value === "string" ? stringLiteral(source.value) : String(source.value),
        mayBeFalsy: typeof source.value !== "string",
      };
    case "id":
      return { text: "job.id", mayBeFalsy: false };
    case "params":
      return {
        text: access("job.params", [{ name: source.name, via: "property", optional: source.optional }]),
        mayBeFalsy: false,
      };
    case "input":
      return {
        text: access(
          "input",
          source.steps.map((name) => ({ name, via: "property", optional: true })),
        ),
        mayBeFalsy: false,
      };
    case "reply":
      return placeAt("reply.raw", source.at, false);
    case "header":
      return { text: `reply.header(${stringLiteral(source.name)})`, mayBeFalsy: false };
    case "body":
      return placeAt("body", source.at, bases.bodyMayBeMissing !== true);
    case "item":
      return placeAt(bases.item ?? "item", source.at);
  }
}

/** `id` for an identifier, else a name that can be declared. */
export function localName(name: string): string {
  const local = name.replace(
    /[^A-Za-z0-9]+(.)?/g,
    (_, next: string | undefined) => next?.toUpperCase() ?? "",
  );
  return /^[A-Za-z_$]/.test(local) ? local : `value${local}`;
}
