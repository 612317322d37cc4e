type Grammar = "provider" | "operationId" | "component" | "kind" | "parameter" | "pathTemplate" | "header";

/** Names of a document become identifiers of code only through these grammars; a name that fits none is an error. */
export const grammar: Readonly<Record<Grammar, RegExp>> = {
  /** Folder of a spec and name of its package. */
  provider: /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
  operationId: /^[A-Za-z][A-Za-z0-9]*([._/-]+[A-Za-z0-9]+)*$/,
  component: /^[A-Za-z][A-Za-z0-9]*([._-]+[A-Za-z0-9]+)*$/,
  kind: /^[a-z][A-Za-z0-9]*$/,
  /** A parameter's wire name: printable ASCII without space, quotes, backslash, and what ends a comment. */
  parameter: /^[A-Za-z0-9_$][A-Za-z0-9_.$[\]:-]*$/,
  pathTemplate: /^\/[\w\-.~!$&'()+,;=:@%/{}]*$/,
  header: /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/,
};

/** Reserved words of JavaScript, and what strict code must not declare. */
const reserved: ReadonlySet<string> = new Set(
  (
    "arguments await break case catch class const continue debugger default delete do else enum eval export extends false " +
    "finally for function if implements import in instanceof interface let new null package private protected public " +
    "return static super switch this throw true try typeof undefined var void while with yield"
  ).split(" "),
);

/** Whether a name can be declared by `const` or `type`. */
export function isDeclarable(name: string): boolean {
  return /^[A-Za-z_$][A-Za-z0-9_$]*$/.test(name) && !reserved.has(name);
}

/** Members that every client has; an operation must not hide them. `then` would make a client look like a promise. */
export const clientMembers: ReadonlySet<string> = new Set([
  ...[
    "provider",
    "at",
    "clock",
    "withReply",
    "stream",
    "pages",
    "jobs",
    "then",
    "constructor",
    "prototype",
    "toString",
  ],
  ...["toJSON", "valueOf", "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable", "toLocaleString"],
]);

/** `repos/list-tags` → `reposListTags`; `getJob` stays. */
export function camelCase(name: string): string {
  const words = name.split(/[^A-Za-z0-9]+/).filter((word) => word !== "");
  return words.map((word, index) => (index === 0 ? lowerFirst(word) : upperFirst(word))).join("");
}

/** `app.Workflow` → `AppWorkflow`; `getJob` → `GetJob`. */
export function pascalCase(name: string): string {
  return name
    .split(/[^A-Za-z0-9]+/)
    .map(upperFirst)
    .join("");
}

function upperFirst(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}

/** `ListJobs` → `listJobs`, `URLFor` → `urlFor`. */
function lowerFirst(word: string): string {
  return word.replace(/^[A-Z]+(?=[A-Z][a-z])|^[A-Z]+(?![a-z])|^[A-Z]/, (start) => start.toLowerCase());
}
