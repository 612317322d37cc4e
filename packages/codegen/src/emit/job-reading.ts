import type { Action, Kind, Output } from "../model/kind.ts";
import type { Reached } from "../model/walk-pointer.ts";
import { access, elementName, firstAt } from "./access.ts";
import { bindingsCode } from "./bindings.ts";
import {
  array,
  arrow,
  block,
  type Code,
  call,
  type Entry,
  ifThen,
  members,
  object,
  sequence,
  text,
} from "./code.ts";
import { conditionsCode } from "./conditions.ts";
import { literal, propertyKey, stringLiteral } from "./literal.ts";

type Entries = readonly (readonly [string, Code])[];

/** `statuses`, `when`, `locate`, `faults`: how a body is understood. */
export function readingEntries(kind: Kind): Entries {
  const { table, when, faults } = kind;
  return [
    [
      "statuses",
      object(
        table.map(([word, status]) => [propertyKey(word), text(stringLiteral(status))] as const),
        table.length > 3,
      ),
    ],
    ...(when.length === 0 ? [] : [["when", whenCode(kind)] as const]),
    ["locate", arrow("(body)", object(locatedEntries(kind), true))],
    ...(Object.keys(faults).length === 0 ? [] : [["faults", literal({ ...faults })] as const]),
  ];
}

function whenCode({ when }: Kind): Code {
  const rules = when.map(({ conditions, status }) =>
    ifThen(conditionsCode("body", conditions), `return ${stringLiteral(status)};`),
  );
  return block("(body) => ", [...rules, text("return undefined;")]);
}

function locatedEntries(kind: Kind): readonly (readonly [string, Code] | Entry)[] {
  const { fields, progress, failure } = kind;
  const field = (name: keyof Kind["fields"]) => {
    const at = fields[name];
    return at === undefined ? [] : [[name, firstAt("body", at)] as const];
  };
  const time = (name: TimeField) => {
    const at = fields[name];
    return at === undefined ? [] : [[name, timesAt(at)] as const];
  };
  const parts = Object.entries(progress).map(([name, at]) => [name, firstAt("body", at)] as const);
  return [
    ["id", firstAt("body", kind.id)],
    ["status", firstAt("body", kind.status)],
    ...field("statusMessage"),
    ...field("cancelRequested"),
    ...field("attempt"),
    ...(parts.length === 0 ? [] : [["progress", object(parts)] as const]),
    ...time("createdAt"),
    ...time("startedAt"),
    ...time("completedAt"),
    ...time("expiresAt"),
    ...outputEntries(kind.output),
    ...time("outputExpiresAt"),
    ...(failure === undefined ? [] : [["failure", failureCode(failure)] as const]),
    ...(kind.actions.length === 0 ? [] : [["actions", actionsCode(kind.actions)] as const]),
  ];
}

type TimeField = "createdAt" | "startedAt" | "completedAt" | "expiresAt" | "outputExpiresAt";

/** Of several times the engine takes the first: only it knows which text is none, such as the zero time of Go. */
function timesAt(at: readonly Reached[]): Code {
  return at.length === 1 ? firstAt("body", at) : array(at.map((reached) => firstAt("body", [reached])));
}

function outputEntries({ whole, parts }: Output): Entries {
  if (whole !== undefined) return [["output", firstAt("body", whole)]];
  if (parts === undefined) return [];
  return [
    ["outputParts", object(parts.map(({ name, at }) => [propertyKey(name), firstAt("body", at)] as const))],
  ];
}

function failureCode({ message, code, details }: NonNullable<Kind["failure"]>): Code {
  return object([
    ["message", firstAt("body", message)],
    ...(code.length === 0 ? [] : [["code", firstAt("body", code)] as const]),
    ...(details.length === 0 ? [] : [["details", firstAt("body", details)] as const]),
  ]);
}

function actionsCode(actions: readonly Action[]): Code {
  const [only] = actions;
  if (actions.length === 1 && only?.each !== undefined) return eachAction(only);
  return array(
    actions.map((action) =>
      sequence("...", action.each === undefined ? singleAction(action) : eachAction(action)),
    ),
  );
}

function eachAction(action: Action): Code {
  const steps = action.each?.steps ?? [];
  const element = elementName(steps, ["body"]);
  const list = access("body", steps);
  const candidates = `(${list} ?? [])`;
  return members(text(candidates), [
    call(".filter", [arrow(`(${element})`, conditionsCode(element, action.conditions, ["body", element]))]),
    call(".map", [arrow(`(${element})`, actionCode(action, element))]),
  ]);
}

function singleAction(action: Action): Code {
  return sequence(
    "(",
    conditionsCode("body", action.conditions),
    " ? [",
    actionCode(action, "body"),
    "] : [])",
  );
}

function actionCode(action: Action, element: string): Code {
  return object([
    ["id", firstAt(element, action.id)],
    ["kind", text(stringLiteral(action.kind))],
    ...(action.summary.length === 0 ? [] : [["summary", firstAt(element, action.summary)] as const]),
    ["operation", text(stringLiteral(action.operation.name))],
    ["params", bindingsCode(action.params, { item: element })],
  ]);
}
