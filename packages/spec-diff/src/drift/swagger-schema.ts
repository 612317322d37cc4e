import { isArray, isObject, type Json, objectOf, own, ownString } from "../json.ts";

/** A schema of Swagger 2.0: references stand elsewhere, null is `x-nullable`, a file is binary text. */
export function swaggerSchema(value: Json): Json {
  if (isArray(value)) return value.map(swaggerSchema);
  if (!isObject(value)) return value;
  return objectOf(
    Object.entries(value).map(([key, entry]) => {
      if (key === "$ref" && typeof entry === "string")
        return [key, entry.replace(/^#\/definitions\//, "#/components/schemas/")];
      if (key === "x-nullable") return ["nullable", entry];
      if (key === "type" && entry === "file") return ["type", "string"];
      // A discriminator was a name alone.
      if (key === "discriminator" && typeof entry === "string") return [key, { propertyName: entry }];
      return [key, key === "enum" || key === "default" || key === "example" ? entry : swaggerSchema(entry)];
    }),
  );
}

const own3 = new Set(["name", "in", "required", "description", "deprecated", "allowEmptyValue"]);

/** A parameter: what it says about its values moves into a schema. */
export function swaggerParameter(value: Json): Json {
  if (!isObject(value)) return value;
  const format = ownString(value, "collectionFormat");
  const schema = Object.entries(value).filter(([key]) => !own3.has(key) && key !== "collectionFormat");
  const kept = Object.entries(value).filter(([key]) => own3.has(key));
  const isQueryList = own(value, "type") === "array" && own(value, "in") === "query";
  return {
    ...objectOf(kept),
    ...(isQueryList ? style(format ?? "csv") : {}),
    schema: swaggerSchema(objectOf(schema)),
  };
}

function style(format: string): { readonly [key: string]: Json } {
  if (format === "multi") return { style: "form", explode: true };
  if (format === "ssv") return { style: "spaceDelimited", explode: false };
  return format === "pipes" ? { style: "pipeDelimited", explode: false } : { style: "form", explode: false };
}
