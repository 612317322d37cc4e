import { arrayIn, isObject, type JsonObject, objectIn, own, textIn } from "../json/json.ts";
import { lazy } from "../json/lazy.ts";
import type { Deref } from "./deref.ts";
import type {
  CredentialModel,
  MediaModel,
  OperationModel,
  PaginationModel,
  ParameterModel,
  ResponseModel,
} from "./operation.ts";
import { sample } from "./sample.ts";

const methods = ["get", "put", "post", "patch", "delete", "head", "options"] as const;

/** Reads every operation of a document, those with the fewest path parameters first. */
export function loadOperations(root: JsonObject, deref: Deref): readonly OperationModel[] {
  const operations = Object.entries(objectIn(root, "paths")).flatMap(([path, node]) => {
    const item = deref(node);
    return methods.flatMap((method) => {
      const operation = own(item, method);
      return isObject(operation) ? [loadOperation(root, deref, path, item, method, operation)] : [];
    });
  });
  return operations.sort((left, right) => left.pathParams.length - right.pathParams.length);
}

function loadOperation(
  root: JsonObject,
  deref: Deref,
  path: string,
  item: unknown,
  method: string,
  node: JsonObject,
): OperationModel {
  const extension = objectIn(node, "x-jobwire");
  const body = deref(own(node, "requestBody"));
  const pagination = own(extension, "pagination");
  const streamBody = own(own(extension, "stream"), "body");
  return {
    id: textIn(node, "operationId") ?? `${method.toUpperCase()} ${path}`,
    method: method.toUpperCase(),
    path,
    pattern: patternOf(path),
    pathParams: [...path.matchAll(/\{([^}]+)\}/g)].map((match) => match[1] ?? ""),
    parameters: loadParameters(deref, [...arrayIn(item, "parameters"), ...arrayIn(node, "parameters")]),
    ...(isObject(body) && { body: { required: body.required === true, media: loadMedia(deref, body) } }),
    responses: Object.entries(objectIn(node, "responses")).map(([status, response]) =>
      loadResponse(deref, status, deref(response)),
    ),
    ...(isObject(pagination) && { pagination: pagination as unknown as PaginationModel }),
    ...(isObject(streamBody) && { streamBody }),
    credentials: loadCredentials(root, deref, own(node, "security") ?? own(root, "security")),
  };
}

function patternOf(path: string): RegExp {
  const source = path
    .split(/\{[^}]+\}/)
    .map((literal) => literal.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
    .join("([^/]+)");
  return new RegExp(`^${source}$`);
}

function loadParameters(deref: Deref, nodes: readonly unknown[]): readonly ParameterModel[] {
  const byPlace = new Map<string, ParameterModel>();
  for (const node of nodes) {
    const parameter = deref(node);
    const name = textIn(parameter, "name");
    const place = textIn(parameter, "in");
    if (name === undefined || !isPlace(place)) continue;
    const style = textIn(parameter, "style") ?? (place === "query" || place === "cookie" ? "form" : "simple");
    const explode = own(parameter, "explode");
    const example = parameterExample(deref, parameter);
    byPlace.set(`${place} ${name}`, {
      name,
      in: place,
      required: own(parameter, "required") === true,
      schema: own(parameter, "schema"),
      style,
      explode: typeof explode === "boolean" ? explode : style === "form",
      ...(example !== undefined && { example }),
    });
  }
  return [...byPlace.values()];
}

function parameterExample(deref: Deref, parameter: unknown): unknown {
  const [named] = Object.values(objectIn(parameter, "examples"));
  const schema = deref(own(parameter, "schema"));
  return (
    own(parameter, "example") ??
    own(deref(named), "value") ??
    arrayIn(schema, "examples")[0] ??
    own(schema, "example")
  );
}

function isPlace(place: string | undefined): place is ParameterModel["in"] {
  return place === "path" || place === "query" || place === "header" || place === "cookie";
}

function loadMedia(deref: Deref, body: unknown): readonly MediaModel[] {
  return Object.entries(objectIn(body, "content")).map(([type, node]) => {
    const schema = own(node, "schema");
    const examples = lazy(() => examplesOf(deref, node, schema));
    return {
      type,
      schema,
      get examples() {
        return examples();
      },
    };
  });
}

function examplesOf(deref: Deref, media: unknown, schema: unknown): readonly unknown[] {
  const named = Object.values(objectIn(media, "examples"))
    .map((example) => own(deref(example), "value"))
    .filter((value) => value !== undefined);
  if (named.length > 0) return named;
  const single = own(media, "example");
  if (single !== undefined) return [single];
  return schema === undefined ? [] : [sample(schema, deref)];
}

function loadResponse(deref: Deref, status: string, node: unknown): ResponseModel {
  return {
    status: status.toUpperCase() === "DEFAULT" ? "default" : status.toUpperCase(),
    headers: new Set(Object.keys(objectIn(node, "headers")).map((name) => name.toLowerCase())),
    media: loadMedia(deref, node),
  };
}

function loadCredentials(
  root: JsonObject,
  deref: Deref,
  security: unknown,
): readonly (readonly CredentialModel[])[] {
  const schemes = objectIn(own(root, "components"), "securitySchemes");
  if (!Array.isArray(security)) return [];
  return security.map((requirement) =>
    Object.keys(isObject(requirement) ? requirement : {}).flatMap((name) =>
      credentialOf(deref(own(schemes, name))),
    ),
  );
}

function credentialOf(scheme: unknown): readonly CredentialModel[] {
  if (textIn(scheme, "type") !== "apiKey") return [{ in: "header", name: "authorization" }];
  const place = textIn(scheme, "in");
  const name = textIn(scheme, "name") ?? "";
  return [{ in: place === "query" || place === "cookie" ? place : "header", name }];
}
