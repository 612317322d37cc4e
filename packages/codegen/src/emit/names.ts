import { isDeclarable, pascalCase } from "../model/names.ts";
import type { Operation } from "../model/operation.ts";
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
  /** Operation to the name of its answer, where that is no component. */
  response(operation: Operation): string;
  /** Component to its type, as it stands in answers or in requests. */
  component(id: string, direction?: "request" | "response"): string | undefined;
}

/** What generated code imports from `@jobwire/client`, or makes a client with. */
const imported = ["createClient", "createClientWith", "formOf", "openEvents", "openPages", "styledQuery"];

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
  const perOperation = (suffixes: readonly string[]) =>
    new Map(
      model.operations.map(({ name }) => [name, claim(suffixes.map((suffix) => pascalCase(name) + suffix))]),
    );
  const inputs = perOperation(["Input", "Parameters", "CallInput"]);
  const responses = perOperation(["Response", "Result", "Answer"]);
  return {
    ...fixed,
    input: (operation) => inputs.get(operation.name) ?? "",
    response: (operation) => responses.get(operation.name) ?? "",
    component: (id, direction) =>
      components.get((direction === "request" ? requestComponents.get(id) : undefined) ?? id),
  };
}
