import { isDeclarable, pascalCase } from "../model/names.ts";
import { hasStreamSwitch, type Operation } from "../model/operation.ts";
import type { Model } from "../model/read-model.ts";

/** Every name that generated code declares. Each is decided here, once, so that none is declared twice. */
export interface Names {
  /** `createSieve` */
  readonly create: string;
  readonly client: string;
  readonly options: string;
  readonly operations: string;
  readonly streams: string;
  readonly pages: string;
  /** Operation to the type of its input. */
  input(operation: Operation): string;
  /** Operation to the input with which it streams, where that differs. */
  streamInput(operation: Operation): string;
  /** Operation to the name of its answer, where that is no component. */
  response(operation: Operation): string;
  /** Kind to the types of its definition. */
  kindTypes(kind: string): string;
  /** Kind to the client with its operations alone, and the function that makes one. */
  kindClient(kind: string): string;
  createKindClient(kind: string): string;
  /** Kind to its output, where that is an object. */
  kindOutput(kind: string): string;
  /** Component to its type, as it stands in answers or in requests. */
  component(id: string, direction?: "request" | "response"): string | undefined;
}

/** What generated code imports from `@jobwire/client`, or makes a client with. */
const imported = [
  "auth",
  "errors",
  "createClient",
  "createClientWith",
  "formOf",
  "openEvents",
  "openPages",
  "otherAuth",
  "styledQuery",
];

/** Decides the names. Components keep theirs; what the compiler adds gives way. */
export function nameEverything(
  model: Model,
  requestComponents: ReadonlyMap<string, string> = new Map(),
): Names {
  const components = new Map(model.components.map(({ id, name }) => [id, name]));
  const taken = new Set([...components.values(), ...model.kinds.map((kind) => kind.name), ...imported]);
  const claim = (candidates: readonly string[]): string => {
    const free = candidates.find((name) => !taken.has(name) && isDeclarable(name)) ?? `${candidates[0]}_`;
    taken.add(free);
    return free;
  };
  const provider = pascalCase(model.provider);
  const own = (suffix: string) => claim([`${provider}${suffix}`, `${provider}Api${suffix}`]);
  const fixed = {
    create: claim([`create${provider}`, `create${provider}Client`]),
    client: own("Client"),
    options: own("Options"),
    operations: own("Operations"),
    streams: own("Streams"),
    pages: own("Pages"),
  };
  const perName = (named: readonly { readonly name: string }[], suffixes: readonly string[]) => {
    const names = named.map(
      ({ name }) => [name, claim(suffixes.map((suffix) => pascalCase(name) + suffix))] as const,
    );
    const byName = new Map(names);
    return (name: string) => byName.get(name) ?? "";
  };
  const input = perName(model.operations, ["Input", "Parameters", "CallInput"]);
  const response = perName(model.operations, ["Response", "Result", "Answer"]);
  const streamInput = perName(model.operations.filter(hasStreamSwitch), ["StreamInput", "StreamCallInput"]);
  const kindTypes = perName(model.kinds, ["Types", "JobTypes", "KindTypes"]);
  const clientOf = ["Client", "JobClient", "KindClient"];
  const kindClient = perName(model.kinds, clientOf);
  const makers = model.kinds.map((kind) => [kind.name, claim([`create${kindClient(kind.name)}`])] as const);
  const createKindClient = new Map(makers);
  const kindOutput = perName(model.kinds, ["Output", "JobOutput", "KindOutput"]);
  return {
    ...fixed,
    input: (operation) => input(operation.name),
    response: (operation) => response(operation.name),
    streamInput: (operation) => streamInput(operation.name),
    kindTypes,
    kindOutput,
    kindClient,
    createKindClient: (kind) => createKindClient.get(kind) ?? "",
    component: (id, direction) =>
      components.get((direction === "request" ? requestComponents.get(id) : undefined) ?? id),
  };
}
