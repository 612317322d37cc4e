import { child, isNode, type Node, nodesBelow, parseModule } from "./syntax-tree.ts";

/** One import or re-export of a module. */
export interface ImportFact {
  readonly specifier: string;
  /** False when the module is loaded at run time; `import { type A }` still loads it. */
  readonly isTypeOnly: boolean;
  readonly line: number;
}

/** What the workspace rules need to know of one source file. */
export interface SourceFacts {
  /** Relative to the repository root, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly ImportFact[];
  /** Lines on which `process` is read while the module loads. */
  readonly processAtLoad: readonly number[];
}

/** Reads the facts of a TypeScript module. */
export function sourceFacts(path: string, text: string): SourceFacts {
  const program = parseModule(path, text);
  const lineOf = (node: Node): number => text.slice(0, node.start).split("\n").length;
  const imports = [...nodesBelow(program)].flatMap((node) => {
    const specifier = specifierOf(node);
    return specifier === undefined ? [] : [{ specifier, isTypeOnly: isTypeOnly(node), line: lineOf(node) }];
  });
  const atLoad = [...nodesBelow(program, runsAtLoad)];
  return { path, text, imports, processAtLoad: atLoad.filter(readsProcess).map(lineOf) };
}

const IMPORTING = new Set([
  "ImportDeclaration",
  "ExportNamedDeclaration",
  "ExportAllDeclaration",
  "ImportExpression",
  "TSImportType",
]);

function specifierOf(node: Node): string | undefined {
  const source = IMPORTING.has(node.type) ? child(node, "source") : undefined;
  const value = isNode(source) ? child(source, "value") : undefined;
  return typeof value === "string" ? value : undefined;
}

function isTypeOnly(node: Node): boolean {
  const kind = child(node, "importKind") ?? child(node, "exportKind");
  return node.type === "TSImportType" || kind === "type";
}

/** Type positions never run; functions run later. */
function runsAtLoad(node: Node): boolean {
  const isFunction = /^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(node.type);
  const isType = /^TS(Type|Interface|.*Type$)/.test(node.type);
  return !isFunction && !isType;
}

function isNamed(value: unknown, name: string): boolean {
  return isNode(value) && value.type === "Identifier" && child(value, "name") === name;
}

/** `process.x`, a bare `process` in an expression, or `globalThis.process`. */
function readsProcess(node: Node): boolean {
  if (node.type === "MemberExpression") {
    const [object, property] = [child(node, "object"), child(node, "property")];
    return isNamed(object, "process") || (isNamed(object, "globalThis") && isNamed(property, "process"));
  }
  return ["init", "argument", "left", "right", "test", "expression"].some((field) =>
    isNamed(child(node, field), "process"),
  );
}
