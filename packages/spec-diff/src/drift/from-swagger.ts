import {
  isArray,
  isObject,
  type Json,
  type JsonObject,
  objectOf,
  own,
  ownArray,
  ownObject,
  ownString,
  strings,
} from "../json.ts";
import { swaggerParameter, swaggerSchema } from "./swagger-schema.ts";

const methods = new Set(["get", "put", "post", "patch", "delete", "head", "options"]);

/** Writes a Swagger 2.0 document in the words of OpenAPI 3: as much of it as a comparison needs. */
export function fromSwagger(root: JsonObject): JsonObject {
  const paths = Object.entries(ownObject(root, "paths")).map(
    ([path, item]) => [path, pathItem(item, root)] as const,
  );
  const definitions = Object.entries(ownObject(root, "definitions"));
  const schemes = Object.entries(ownObject(root, "securityDefinitions"));
  const security = own(root, "security");
  return {
    openapi: "3.0.3",
    info: ownObject(root, "info"),
    servers: servers(root),
    ...(security !== undefined && { security }),
    paths: objectOf(paths),
    components: {
      schemas: objectOf(definitions.map(([name, schema]) => [name, swaggerSchema(schema)] as const)),
      securitySchemes: objectOf(schemes.map(([name, scheme]) => [name, securityScheme(scheme)] as const)),
    },
  };
}

function servers(root: JsonObject): Json {
  const host = ownString(root, "host");
  const path = (ownString(root, "basePath") ?? "/").replace(/\/$/, "");
  if (host === undefined) return [{ url: path === "" ? "/" : path }];
  const schemes = strings(ownArray(root, "schemes"));
  return (schemes.length === 0 ? ["https"] : schemes).map((scheme) => ({
    url: `${scheme}://${host}${path}`,
  }));
}

function pathItem(item: Json, root: JsonObject): Json {
  if (!isObject(item)) return item;
  const shared = resolved(own(item, "parameters"), root);
  const operations = Object.entries(item).filter(([key]) => methods.has(key));
  return objectOf(operations.map(([key, value]) => [key, operation(value, shared, root)] as const));
}

function operation(value: Json, shared: readonly Json[], root: JsonObject): Json {
  if (!isObject(value)) return value;
  const named = resolved(own(value, "parameters"), root);
  const all = [...shared.filter((one) => !named.some((other) => sameParameter(one, other))), ...named];
  const { consumes: _, produces: __, schemes: ___, parameters: ____, responses, ...rest } = value;
  const body = requestBody(all, mediaTypes("consumes", value, root));
  const produced = mediaTypes("produces", value, root);
  const answers = Object.entries(isObject(responses) ? responses : {});
  const parameters = all.filter((one) => !["body", "formData"].includes(ownString(one, "in") ?? ""));
  return {
    ...rest,
    parameters: parameters.map(swaggerParameter),
    ...(body !== undefined && { requestBody: body }),
    responses: objectOf(
      answers.map(([status, answer]) => [status, response(answer, produced, root)] as const),
    ),
  };
}

function sameParameter(a: Json, b: Json): boolean {
  return own(a, "in") === own(b, "in") && own(a, "name") === own(b, "name");
}

/** Parameters with references followed. */
function resolved(list: Json | undefined, root: JsonObject): readonly Json[] {
  return (isArray(list) ? list : []).map((one) => follow(one, "parameters", root));
}

function follow(value: Json, section: string, root: JsonObject): Json {
  const [, , name] = (ownString(value, "$ref") ?? "").split("/");
  return name === undefined ? value : (own(ownObject(root, section), name) ?? value);
}

function mediaTypes(
  key: "consumes" | "produces",
  operation: JsonObject,
  root: JsonObject,
): readonly string[] {
  const found = strings(own(operation, key) ?? own(root, key));
  return found.length === 0 ? ["application/json"] : found;
}

function requestBody(parameters: readonly Json[], consumed: readonly string[]): Json | undefined {
  const body = parameters.find((one) => own(one, "in") === "body");
  if (body !== undefined)
    return {
      required: own(body, "required") === true,
      content: content(own(body, "schema") ?? {}, consumed),
    };
  const fields = parameters.filter((one) => own(one, "in") === "formData");
  if (fields.length === 0) return undefined;
  const properties = fields.map(
    (field) => [ownString(field, "name") ?? "", own(swaggerParameter(field), "schema") ?? {}] as const,
  );
  const required = fields
    .filter((field) => own(field, "required") === true)
    .map((field) => ownString(field, "name") ?? "");
  const schema = { type: "object", properties: objectOf(properties), required };
  const forms = consumed.filter((type) => /form/.test(type));
  return {
    required: required.length > 0,
    content: content(schema, forms.length === 0 ? ["application/x-www-form-urlencoded"] : forms),
  };
}

function content(schema: Json, types: readonly string[]): Json {
  return objectOf(types.map((type) => [type, { schema: swaggerSchema(schema) }] as const));
}

function response(value: Json, produced: readonly string[], root: JsonObject): Json {
  const answer = follow(value, "responses", root);
  const schema = own(answer, "schema");
  const headers = Object.entries(ownObject(answer, "headers"));
  return {
    description: ownString(answer, "description") ?? "",
    ...(schema !== undefined && { content: content(schema, produced) }),
    ...(headers.length > 0 && {
      headers: objectOf(headers.map(([name, header]) => [name, { schema: swaggerSchema(header) }] as const)),
    }),
  };
}

function securityScheme(value: Json): Json {
  return own(value, "type") === "basic" ? { type: "http", scheme: "basic" } : value;
}
