import { didYouMean, listed } from "../diagnostics/suggest.ts";
import type { JsonObject } from "../json.ts";
import type { Path } from "../path.ts";
import { notAnExpression } from "./bind-call.ts";
import { type Expression, parseExpression } from "./expression.ts";
import { type JobSource, type ParamsSource, pointerList, relation, type StartSource } from "./job-source.ts";
import type { Binding, Source, Start } from "./kind.ts";
import { findOperation, type KindContext, type Target } from "./kind-context.ts";
import { inputParameters, type Operation, type Parameter } from "./operation.ts";
import { readStartStream } from "./read-stream.ts";
import { componentName, type SchemaNode } from "./schema.ts";
import { bodySource, type JobFacts } from "./scopes.ts";
import { isReached, walkPointer } from "./walk-pointer.ts";

/** The operations that create jobs of a kind, and how the answer of each says which job. */
export function readStarts(context: KindContext, source: JobSource, facts: JobFacts): readonly Start[] {
  if (source.start === undefined) return [];
  const given = relation<StartSource>(source.start) as StartSource;
  const path = [...context.at, "start"];
  const names = pointerList(given.operation);
  checkParamNames(context, given.params ?? {}, facts, [...path, "params"]);
  return names.flatMap((name, index) => {
    const at =
      typeof source.start === "string"
        ? path
        : typeof given.operation === "string"
          ? [...path, "operation"]
          : [...path, "operation", index];
    const operation = findOperation(context, name, at);
    if (operation === facts.read) {
      const fact = `${operation.id} is the read of this kind, and starts nothing`;
      context.report.error(at, fact, "leave start out if nobody starts such jobs through this API");
      return [];
    }
    return operation === undefined
      ? []
      : [readStart(context, source, operation, given.params ?? {}, facts, path)];
  });
}

/** Parameters of the read that `start.params` binds beside those of its path: they travel in the ref too. */
export function boundByStart(
  source: JobSource,
  read: Operation,
  idParameter: Parameter,
): readonly Parameter[] {
  const params = typeof source.start === "object" ? Object.keys(source.start.params ?? {}) : [];
  const inPath = read.parameters.filter((parameter) => parameter.in === "path");
  const others = inputParameters(read).filter(
    (parameter) => parameter.in !== "path" && (parameter.required || params.includes(parameter.name)),
  );
  return [...inPath, ...others].filter((parameter) => parameter !== idParameter);
}

function checkParamNames(context: KindContext, params: ParamsSource, facts: JobFacts, path: Path): void {
  const names = inputParameters(facts.read).map((parameter) => parameter.name);
  for (const name of Object.keys(params)) {
    if (names.includes(name)) continue;
    context.report.error(
      [...path, name],
      `${facts.read.id} has no parameter "${name}"`,
      didYouMean(name, names, "parameters"),
    );
  }
}

function readStart(
  context: KindContext,
  source: JobSource,
  operation: Operation,
  params: ParamsSource,
  facts: JobFacts,
  path: Path,
): Start {
  const reply = replyOf(operation);
  const idName = facts.idParameter.name;
  const explicitId = Object.hasOwn(params, idName) ? params[idName] : undefined;
  const id =
    explicitId === undefined
      ? idByPointers(context, source, operation, reply)
      : explicitSources(context, operation, explicitId, reply, [...path, "params", idName]);
  if (id.length === 0 && explicitId === undefined) {
    const fact = `the answer of ${operation.id} holds no ${pointerList(source.id).join(" or ")}, so that nobody knows which job was started`;
    const name = /^\w+$/.test(operation.id) ? operation.id : JSON.stringify(operation.id);
    const place = `{ operation: ${name}, params: { ${idName}: $response.body#/… } }`;
    const there = hintOfReply(context, reply);
    context.report.error(
      path,
      fact,
      `say where it stands: start: ${place}${there === undefined ? "" : `; ${there}`}`,
    );
  }
  return {
    operation,
    id,
    params: facts.params.flatMap((parameter) =>
      paramOfRead(context, operation, parameter, params, reply, facts, path),
    ),
    answersWithJob: isSameSchema(reply?.node, facts.body.node) && operation.success.json.length === 1,
    stream: readStartStream(context, source, operation),
  };
}

/** The JSON body of an operation's 2xx answers; several are one of them. */
export function replyOf(operation: Operation): Target | undefined {
  const bodies = operation.success.json;
  const [first] = bodies;
  if (first === undefined) return undefined;
  const name = `the answer of ${operation.id}`;
  if (bodies.length === 1) return { node: first.schema, name };
  const anyOf = bodies.map((body) => body.schema.value as JsonObject);
  return { node: { value: { anyOf }, path: first.schema.path }, name };
}

function idByPointers(
  context: KindContext,
  source: JobSource,
  operation: Operation,
  reply: Target | undefined,
): readonly Source[] {
  if (reply === undefined) return [];
  return pointerList(source.id).flatMap((pointer): readonly Source[] => {
    const at = walkPointer(context.document, reply.node, pointer);
    if (isReached(at)) return [{ from: "reply", at }];
    if (at.reason === "some")
      context.report.error(
        [...context.at, "start"],
        `${pointer} exists only in some of the answers of ${operation.id}`,
        "make their schemas one object with optional properties",
      );
    return [];
  });
}

function explicitSources(
  context: KindContext,
  operation: Operation,
  given: ParamsSource[string],
  reply: Target | undefined,
  path: Path,
): readonly Source[] {
  const list = Array.isArray(given) ? given : [given as string | number | boolean];
  const expressions = list.map(parseExpression);
  const wrong = list.find((_, index) => expressions[index] === undefined);
  if (wrong !== undefined) {
    context.report.error(path, notAnExpression(wrong));
    return [];
  }
  const sources = expressions.flatMap((expression) =>
    expression === undefined ? [] : sourceAtStart(context, operation, expression, reply),
  );
  if (sources.length === 0) {
    context.report.error(
      path,
      `${listed(list.map(String))} exists neither in the request nor in the response of ${operation.id}`,
      hintOfReply(context, reply),
    );
  }
  return sources;
}

function hintOfReply(context: KindContext, reply: Target | undefined): string | undefined {
  if (reply === undefined) return "the answer has no JSON body";
  const left = walkPointer(context.document, reply.node, "/\u0000");
  const names = isReached(left) ? [] : left.available;
  return names.length > 0 ? `in its answer: ${listed(names)}` : undefined;
}

function sourceAtStart(
  context: KindContext,
  operation: Operation,
  expression: Expression,
  reply: Target | undefined,
): readonly Source[] {
  switch (expression.from) {
    case "constant":
      return [expression];
    case "request.path":
    case "request.query":
    case "request.header":
      return inputParameters(operation).some((parameter) => parameter.name === expression.name)
        ? [{ from: "input", steps: [expression.name] }]
        : [];
    case "request.body":
      return fromRequestBody(context, operation, expression.pointer);
    case "response.header":
      return operation.responseHeaders.includes(expression.name.toLowerCase())
        ? [{ from: "header", name: expression.name }]
        : [];
    case "response.body": {
      if (reply === undefined) return [];
      const source = bodySource(context.document, reply, expression.pointer, "reply");
      return "problem" in source ? [] : [source];
    }
    case "item":
      return [];
  }
}

function fromRequestBody(context: KindContext, operation: Operation, pointer: string): readonly Source[] {
  const { body } = operation;
  if (body === undefined) return [];
  const at = walkPointer(context.document, body.schema, pointer);
  if (!isReached(at) || at.steps.some((step) => step.via === "any")) return [];
  const steps = at.steps.map((step) => step.name);
  return [{ from: "input", steps: body.shape === "flat" ? steps : ["body", ...steps] }];
}

function paramOfRead(
  context: KindContext,
  operation: Operation,
  parameter: Parameter,
  params: ParamsSource,
  reply: Target | undefined,
  facts: JobFacts,
  path: Path,
): readonly Binding[] {
  const { name, required } = parameter;
  const given = Object.hasOwn(params, name) ? params[name] : undefined;
  if (given !== undefined)
    return [
      {
        name,
        required,
        sources: explicitSources(context, operation, given, reply, [...path, "params", name]),
      },
    ];
  const isInput = inputParameters(operation).some((input) => input.name === name);
  if (isInput) return [{ name, required, sources: [{ from: "input", steps: [name] }] }];
  if (required) {
    context.report.error(
      path,
      `${facts.read.id} needs "${name}", which ${operation.id} does not have`,
      `bind it: params: { ${name}: $response.body#/… }`,
    );
  }
  return [];
}

/** Whether two places refer to one component, or hold the same schema. */
export function isSameSchema(a: SchemaNode | undefined, b: SchemaNode): boolean {
  if (a === undefined) return false;
  const name = componentName(a);
  return name === undefined ? JSON.stringify(a.value) === JSON.stringify(b.value) : name === componentName(b);
}
