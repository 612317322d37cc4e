import { type JsonObject, mapObject, ownObject } from "../json.ts";
import type { Model } from "../model/read-model.ts";
import { separateAnyOf } from "./any-of-beside-properties.ts";
import { openBareObjects } from "./bare-objects.ts";
import { markBinary } from "./binary-bodies.ts";
import { resolveDiscriminators } from "./discriminators.ts";
import { hoistDefinitions } from "./inner-definitions.ts";
import { mapDocument } from "./map-document.ts";
import { mapSchema } from "./map-schema.ts";
import { widenMaps } from "./maps-beside-properties.ts";
import { nameOperations } from "./name-operations.ts";
import { typeNullConstants } from "./null-constants.ts";
import { openEnums } from "./open-enums.ts";
import { plainComments } from "./plain-comments.ts";
import { dropOtherDirection } from "./read-write-only.ts";
import { fillRequiredBranches } from "./required-only-branches.ts";
import { mergeRequiredParts } from "./required-only-parts.ts";
import { sortDocument } from "./sort-document.ts";
import { applySplit, type Project, type Split } from "./split-directions.ts";

/** What differs between requests and answers. */
export const project: Project = (schema, direction) =>
  markBinary(openEnums(dropOtherDirection(schema, direction), direction), direction);

/** What is the same in both. */
const inEverySchema = [
  typeNullConstants,
  openBareObjects,
  mergeRequiredParts,
  fillRequiredBranches,
  separateAnyOf,
  widenMaps,
  plainComments,
];

/** The document as the type generator must see it to make right types of it. One small file for each fact. */
export function rewriteForTypes(model: Model, split: Split): JsonObject {
  const named = nameOperations(sortDocument(model.document), model.operations);
  const directed = resolveDiscriminators(hoistDefinitions(applySplit(named, split, project)));
  const change = (schema: JsonObject) => inEverySchema.reduce((before, rewrite) => rewrite(before), schema);
  const mapped = mapDocument(directed, {
    schema: (schema) => mapSchema(schema, change),
    object: plainComments,
  });
  const components = ownObject(mapped, "components");
  const schemas = mapObject(ownObject(components, "schemas"), (schema) => mapSchema(schema, change));
  return { ...mapped, components: { ...components, schemas } };
}
