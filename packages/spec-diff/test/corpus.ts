import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { type Verdict, type Verdicts, worst } from "../src/change.ts";
import type { SpecDiff } from "../src/diff-specs.ts";
import { isArray, type Json, type JsonObject, own, ownString } from "../src/json.ts";
import { applyPatch, readPatch } from "../src/json-patch.ts";

/** What a case expects of one direction. */
export interface Expected extends Verdicts {
  readonly bump: string;
  readonly why: string;
}

/** One change, and its way back. */
export interface Case {
  readonly name: string;
  readonly head: JsonObject;
  readonly forward: Expected;
  readonly backward: Expected;
}

const files = ["operations.yaml", "answers.yaml", "lifecycle.yaml"];

function read(file: string): Json {
  return parse(readFileSync(new URL(`../corpus/${file}`, import.meta.url), "utf8")) as Json;
}

/** The document that all cases change. */
export const corpusBase = read("base.yaml") as JsonObject;

/** All cases. */
export function corpusCases(): readonly Case[] {
  return files.flatMap((file) => {
    const list = read(file);
    return isArray(list) ? list.map(toCase) : [];
  });
}

function toCase(value: Json): Case {
  const name = ownString(value, "name") ?? "?";
  const head = applyPatch(corpusBase, readPatch(own(value, "patch"))) as JsonObject;
  return { name, head, forward: expected(own(value, "forward")), backward: expected(own(value, "backward")) };
}

function expected(value: Json | undefined): Expected {
  const [wire, types, lifecycle, bump, why] = (isArray(value) ? value : []) as readonly string[];
  return { wire, types, lifecycle, bump, why } as Expected;
}

/** The worst of all changes, axis by axis. */
export function verdictsOf({ changes }: SpecDiff): Verdicts {
  const of = (axis: keyof Verdicts): Verdict => worst(changes.map((change) => change.verdicts[axis]));
  return { wire: of("wire"), types: of("types"), lifecycle: of("lifecycle") };
}
