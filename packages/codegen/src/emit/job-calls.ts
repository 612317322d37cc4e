import type { Binding, Call, Kind, List, Start } from "../model/kind.ts";
import type { Operation } from "../model/operation.ts";
import { access } from "./access.ts";
import { bindingEntries, bindingsCode, localName, sourcesCode } from "./bindings.ts";
import { arrow, block, type Code, call, object, sequence, text } from "./code.ts";
import { literal, numberLiteral, propertyKey, stringLiteral } from "./literal.ts";

type Entries = readonly (readonly [string, Code])[];

/** `starts: { … }` */
export function startsCode(kind: Kind): Code {
  return object(
    kind.starts.map((start) => [propertyKey(start.operation.name), startCode(kind, start)] as const),
    kind.starts.length > 0,
  );
}

function startCode(kind: Kind, start: Start): Code {
  const result = object([
    text("reply"),
    ["id", sourcesCode(start.id)],
    ...(start.params.length === 0 ? [] : [["params", bindingsCode(start.params)] as const]),
    ...(start.answersWithJob ? [["body", text("reply.raw")] as const] : []),
  ]);
  const lines = [
    sequence(
      "const reply = await ",
      call(member("client.withReply", start.operation), [text("input"), text("options")]),
      ";",
    ),
    sequence("return ", result, ";"),
  ];
  return object(
    [
      ["call", block("async (client, input, options) => ", lines)],
      ...(mayHold(start) ? [["mayHold", text("true")] as const] : []),
      ...streamEntries(start),
      ...(kind.list === undefined ? [] : [["lookIn", literal(kind.list.operation.name)] as const]),
    ],
    true,
  );
}

/** Whether the answer may take as long as the job: it is the job, and the operation has a time limit of its own. */
function mayHold({ answersWithJob, operation }: Start): boolean {
  return answersWithJob && operation.timeoutMs !== undefined;
}

function streamEntries({ operation, stream, params }: Start): Entries {
  if (stream === undefined) return [];
  const asked = Object.entries(stream.body).map(
    ([key, value]) => [propertyKey(key), literal(value)] as const,
  );
  const nested = operation.body?.shape === "nested";
  const body = nested ? [["body", object([text("...input.body"), ...asked])] as const] : asked;
  const input = asked.length === 0 ? text("input") : object([text("...input"), ...body]);
  const fromInput = params.filter((binding) =>
    binding.sources.every((source) => source.from === "input" || source.from === "constant"),
  );
  return [
    [
      "stream",
      arrow("(client, input, options)", call(member("client.stream", operation), [input, text("options")])),
    ],
    ...(stream.id === undefined ? [] : [["idIn", idIn(stream.id)] as const]),
    ...(fromInput.length === 0 ? [] : [["params", arrow("(input)", bindingsCode(fromInput))] as const]),
  ];
}

function idIn({ at, guard }: NonNullable<NonNullable<Start["stream"]>["id"]>): Code {
  const value = access("event", at.steps);
  return arrow(
    "(event)",
    text(guard === undefined ? value : `(${stringLiteral(guard)} in event ? ${value} : undefined)`),
  );
}

/** `read`, `longPoll`, `events`, `cancel`, `list`: calls about jobs that exist. `cast` follows the pages of a list. */
export function callEntries(kind: Kind, cast: string): Entries {
  const { longPoll, events, cancel } = kind;
  const bindings = readBindings(kind);
  return [
    [
      "read",
      arrow("(client, job, options)", jobCall("client.withReply", { operation: kind.read, bindings })),
    ],
    ...(longPoll === undefined ? [] : [["longPoll", longPollCode(longPoll)] as const]),
    ...(events === undefined ? [] : [["events", eventsCode(events)] as const]),
    ...(cancel === undefined ? [] : [["cancel", cancelCode(cancel)] as const]),
    ...(kind.list === undefined ? [] : [["list", listCode(kind.list, cast)] as const]),
  ];
}

function readBindings({ idParameter, params }: Kind): readonly Binding[] {
  const others = params.map(
    ({ name, required }): Binding => ({
      name,
      required,
      sources: [{ from: "params", name, optional: !required }],
    }),
  );
  return [...others, { name: idParameter.name, required: true, sources: [{ from: "id" }] }];
}

function jobCall(client: string, { operation, bindings }: Call): Code {
  return call(member(client, operation), [bindingsCode(bindings), text("options")]);
}

function longPollCode({ call: poll, holdMs, pending }: NonNullable<Kind["longPoll"]>): Code {
  return object([
    ["call", arrow("(client, job, options)", jobCall("client.withReply", poll))],
    ["holdMs", text(numberLiteral(holdMs))],
    ["pending", literal([...pending])],
  ]);
}

function eventsCode({ open, until }: NonNullable<Kind["events"]>): Code {
  return object([
    ...(open === undefined
      ? []
      : [["open", arrow("(client, job, options)", jobCall("client.stream", open))] as const]),
    ["until", literal([...until])],
  ]);
}

/** The answer of a cancel is drained unread: a read says what became of the job. */
function cancelCode({ operation, bindings }: Call): Code {
  const options = text("{ ...options, parse: false }");
  const usesBody = bindings.some((binding) => binding.sources.some((source) => source.from === "body"));
  const input = object(bindings.length === 0 ? [] : cancelEntries(bindings));
  const cancel = call(member("client.withReply", operation), [input, options]);
  if (!usesBody) return arrow("(client, job, options)", cancel);
  return block("async (client, job, options) => ", [
    text("const body = await job.body();"),
    sequence("return ", cancel, ";"),
  ]);
}

/** A value that the body lacks becomes "", which the client refuses before it sends anything, naming the parameter. */
function cancelEntries(bindings: readonly Binding[]): readonly (readonly [string, Code] | Code)[] {
  return bindings.flatMap((binding): readonly (readonly [string, Code] | Code)[] => {
    const fromBody = binding.sources.some((source) => source.from === "body");
    if (!fromBody || !binding.required) return bindingEntries([binding]);
    const orEmpty: Binding = { ...binding, sources: [...binding.sources, { from: "constant", value: "" }] };
    return bindingEntries([orEmpty]);
  });
}

function listCode(list: List, cast: string): Code {
  return object(
    [
      ["pages", pagesCode(list, cast)],
      ...(list.params.length === 0 ? [] : [["params", listParams(list.params)] as const]),
      ["inputOf", inputOf(list.inputOf)],
      ...(list.pageSize === undefined ? [] : [["pageSize", text(numberLiteral(list.pageSize))] as const]),
    ],
    true,
  );
}

function pagesCode({ operation, items, defaults, fixed }: List, cast: string): Code {
  const own = [...bindingEntries(defaults), text("...input"), ...bindingEntries(fixed)];
  const input = own.length === 1 ? text("input") : object(own);
  if (operation.pagination !== undefined) {
    return arrow(
      "(client, input, options)",
      sequence(call(member("client.pages", operation), [input, text("options")]), cast),
    );
  }
  const reply = call(member("client.withReply", operation), [input, text("options")]);
  const array = access("reply.raw", items.steps, false);
  return block("async function* (client, input, options) ", [
    sequence("const reply = await ", reply, ";"),
    text(`yield ${cast === "" ? `${array} ?? []` : `(${array} ?? [])${cast}`};`),
  ]);
}

function listParams(params: readonly Binding[]): Code {
  const usesItem = params.some((binding) => binding.sources.some((source) => source.from === "item"));
  return arrow(usesItem ? "(input, item)" : "(input)", bindingsCode(params));
}

function inputOf(bindings: readonly Binding[]): Code {
  const fromBody = bindings.filter((binding) => binding.sources.some((source) => source.from === "body"));
  if (fromBody.length === 0) return arrow(bindings.length === 0 ? "()" : "(job)", bindingsCode(bindings));
  const locals = fromBody.map((binding) => [binding, localName(binding.name)] as const);
  const declared = locals.map(([binding, local]) =>
    sequence(`const ${local} = `, sourcesCode(binding.sources, { bodyMayBeMissing: true }), ";"),
  );
  const values = bindings.flatMap((binding): readonly (readonly [string, Code] | Code)[] => {
    const local = locals.find(([other]) => other === binding)?.[1];
    if (local === undefined) return bindingEntries([binding]);
    return local === binding.name ? [text(local)] : [[propertyKey(binding.name), text(local)]];
  });
  const needed = locals.map(([, local]) => local).join(" && ");
  const head = bindings.some((binding) =>
    binding.sources.some((source) => source.from === "id" || source.from === "params"),
  )
    ? "(job, body)"
    : "(_job, body)";
  return block(`${head} => `, [
    ...declared,
    sequence(`return ${needed} ? `, object(values), " : undefined;"),
  ]);
}

function member(client: string, operation: Operation): string {
  return access(client, [{ name: operation.name, via: "property", optional: false }]);
}
