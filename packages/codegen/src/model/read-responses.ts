import type { Report } from "../diagnostics/report.ts";
import { compareText, isObject, type Json, type JsonObject, own, ownObject } from "../json.ts";
import type { Path } from "../path.ts";
import type { ResponseBody, Success } from "./operation.ts";
import { dereference, schemaNode } from "./schema.ts";

const json = /^application\/([\w.-]+\+)?json($|;)/i;
const events = /^text\/event-stream($|;)/i;
const text = /^(text\/|application\/(xml|yaml|javascript))/i;

/** What the 2xx answers of an operation hold; `default` counts where there is no 2xx answer. */
export function readSuccess(document: JsonObject, at: Path, operation: JsonObject, report: Report): Success {
  const answers = successAnswers(document, at, operation);
  if (answers.length === 0)
    report.warning(
      at,
      "no 2xx answer is declared, so the call resolves with nothing",
      'add one: responses: { "200": … }',
    );
  const bodies = answers.flatMap((answer) => answer.bodies);
  const jsonBodies = distinct(bodies.filter((body) => json.test(body.mediaType)));
  const event = bodies.find((body) => events.test(body.mediaType))?.schema;
  const mayBeEmpty = answers.some((answer) => answer.bodies.length === 0);
  return {
    returns: returnsOf(bodies, jsonBodies.length > 0, event !== undefined),
    json: jsonBodies,
    events: event,
    mayBeEmpty,
  };
}

/** Names of the headers that a 2xx answer declares, lower case. */
export function responseHeadersOf(document: JsonObject, operation: JsonObject): readonly string[] {
  const names = successAnswers(document, [], operation).flatMap((answer) =>
    Object.keys(ownObject(answer.value, "headers")),
  );
  return [...new Set(names.map((name) => name.toLowerCase()))];
}

interface Answer {
  readonly value: Json;
  readonly bodies: readonly ResponseBody[];
}

function successAnswers(document: JsonObject, at: Path, operation: JsonObject): readonly Answer[] {
  const responses = Object.entries(ownObject(operation, "responses")).sort(([a], [b]) => compareText(a, b));
  const good = responses.filter(([status]) => /^2(\d\d|XX)$/i.test(status));
  const used = good.length > 0 ? good : responses.filter(([status]) => status === "default");
  return used.map(([status, response]) => {
    const { value, path } = dereference(document, schemaNode(response, [...at, "responses", status]));
    const content = Object.entries(ownObject(value, "content"));
    const bodies = content.map(([mediaType, entry]) => ({
      status,
      mediaType,
      schema: schemaNode(own(entry, "schema"), [...path, "content", mediaType, "schema"]),
      path: [...path, "content", mediaType],
    }));
    return { value: isObject(value) ? value : {}, bodies };
  });
}

function returnsOf(
  bodies: readonly ResponseBody[],
  hasJson: boolean,
  hasEvents: boolean,
): Success["returns"] {
  if (hasJson) return hasEvents ? "json-or-events" : "json";
  if (hasEvents) return "events";
  if (bodies.length === 0) return "none";
  return bodies.every((body) => text.test(body.mediaType)) ? "text" : "bytes";
}

/** Two statuses with one schema are one body. */
function distinct(bodies: readonly ResponseBody[]): readonly ResponseBody[] {
  const seen = new Set<string>();
  return bodies.filter((body) => {
    const key = JSON.stringify(body.schema.value);
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}
