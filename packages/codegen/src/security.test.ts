import ts from "typescript";
import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "./json.ts";
import { parseText } from "./load/parse-text.ts";
import { type CompiledDocument, compileDocument } from "./testing/compile-document.ts";
import { acmeSpec } from "./testing/temporary-project.ts";

/** What the generators' advisories of 2026 were about: ways from text into code. */
const payloads: readonly string[] = [
  "*/ globalThis.PWNED = 1; /*",
  "*\u200b/ globalThis.PWNED = 1; /*",
  "\n*/ globalThis.PWNED = 1; //",
  "\u2028globalThis.PWNED = 1;\u2029",
  "\r\nglobalThis.PWNED = 1;\r\n",
  '"; globalThis.PWNED = 1; "',
  "'; globalThis.PWNED = 1; '",
  ["`; globalThis.PWNED = 1; `$", "{globalThis.PWNED = 1}"].join(""),
  '\\"; globalThis.PWNED = 1; //',
  "x } globalThis.PWNED = 1; { y",
  "x: any } & { PWNED",
  "</script><script>globalThis.PWNED = 1</script>",
  "//# sourceMappingURL=data:application/json,PWNED",
  "@PWNED {@link PWNED}",
  "#!/usr/bin/env PWNED",
  "../../PWNED",
  "\u202eglobalThis.PWNED = 1;",
  "[globalThis.PWNED = 1]",
  "import(PWNED)",
  "__proto__",
  "constructor",
];

type Place = readonly [name: string, put: (document: Document, payload: string) => void];
/** The parsed fixture, to be changed at will. */
type Document = Record<string, never>;

/** Sets a value at a path; the last step may be a new key. */
function set(document: Document, path: string, value: Json): void {
  const steps = path.split(" ");
  let target = document as unknown as Record<string, Json>;
  for (const step of steps.slice(0, -1)) target = target[step] as unknown as Record<string, Json>;
  Object.defineProperty(target, steps.at(-1) ?? "", {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

/** Gives a key another name. */
function rename(document: Document, path: string, key: string): void {
  const steps = path.split(" ");
  let target = document as unknown as Record<string, Json>;
  for (const step of steps.slice(0, -1)) target = target[step] as unknown as Record<string, Json>;
  const last = steps.at(-1) ?? "";
  const value = target[last] as Json;
  delete target[last];
  Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
}

const render = "components schemas Render properties";
const read = "paths /renders/{render_id} get";

const places: readonly Place[] = [
  ...[
    "info title",
    "info summary",
    "info description",
    "servers 0 url",
    "x-jobwire auth apiKey option",
    "x-jobwire auth apiKey env",
    "x-jobwire errors message",
    "components securitySchemes apiKey name",
    "components securitySchemes apiKey description",
    "components schemas Render description",
    "components schemas Render title",
    "components schemas Render type",
    `${render} state description`,
    `${render} state default`,
    `${render} state pattern`,
    `${render} state format`,
    `${render} state const`,
    `${render} state example`,
    `${render} picture $ref`,
    `${read} operationId`,
    `${read} summary`,
    `${read} description`,
    "paths /renders/{render_id} parameters 0 name",
    "paths /renders/{render_id} parameters 0 description",
    "x-jobs render read",
    "x-jobs render id",
    "x-jobs render output",
    "x-jobs render status at",
  ].map((path): Place => [path, (document, payload) => set(document, path, payload)]),
  [
    "enum value",
    (document, payload) =>
      set(document, "components schemas RenderRequest properties size enum", ["small", payload]),
  ],
  [
    "enum of numbers and text",
    (document, payload) => set(document, `${render} percent`, { enum: [1, payload] }),
  ],
  [
    "enum descriptions",
    (document, payload) => set(document, `${render} state x-enum-descriptions`, [payload]),
  ],
  ["tags", (document, payload) => set(document, `${read} tags`, [payload])],
  [
    "default that is an object",
    (document, payload) =>
      set(document, `${render} picture`, { type: "object", default: { [payload]: payload } }),
  ],
  ["extension", (document, payload) => set(document, `${read} x-anything`, { [payload]: payload })],
  ["source", (document, payload) => set(document, `${read} x-jobwire`, { source: `seen: ${payload}` })],
  ["property name", (document, payload) => rename(document, `${render} problem`, payload)],
  [
    "required property",
    (document, payload) => set(document, "components schemas Render required", ["id", "state", payload]),
  ],
  ["component name", (document, payload) => rename(document, "components schemas ErrorBody", payload)],
  ["response name", (document, payload) => rename(document, "components responses NotFound", payload)],
  [
    "security scheme name",
    (document, payload) => rename(document, "components securitySchemes apiKey", payload),
  ],
  ["path", (document, payload) => rename(document, "paths /renders", `/renders/${payload}`)],
  ["status code", (document, payload) => rename(document, `${read} responses 404`, payload)],
  [
    "media type",
    (document, payload) =>
      set(document, `${read} responses 200 content`, {
        [`application/json; a=${payload}`]: { schema: { $ref: "#/components/schemas/Render" } },
      }),
  ],
  [
    "media type of a request",
    (document, payload) =>
      set(document, "paths /renders post requestBody content", { [payload]: { schema: { type: "string" } } }),
  ],
  ["kind", (document, payload) => rename(document, "x-jobs render", payload)],
  ["word of a status", (document, payload) => set(document, "x-jobs render status unknown", [payload])],
  [
    "open word",
    (document, payload) => {
      set(document, `${render} state`, { type: "string", examples: [payload] });
      set(document, "x-jobs render status unknown", [payload]);
      set(document, "x-jobs render frames", { done: {} });
    },
  ],
  [
    "condition",
    (document, payload) => {
      set(document, `${render} note`, { type: "string" });
      set(document, "x-jobs render status when", [
        JSON.parse(JSON.stringify({ if: { "/note": payload } }).replace(/}$/, ',"then":"running"}')) as Json,
      ]);
    },
  ],
  [
    "constant parameter",
    (document, payload) => {
      set(document, `${read} parameters`, [{ name: "view", in: "query", schema: { type: "string" } }]);
      set(document, "x-jobs render await", { operation: "getRender", params: { view: payload } });
    },
  ],
  [
    "header parameter",
    (document, payload) =>
      set(document, `${read} parameters`, [{ name: payload, in: "header", schema: { type: "string" } }]),
  ],
  [
    "query parameter",
    (document, payload) =>
      set(document, `${read} parameters`, [
        { name: payload, in: "query", schema: { type: "string", enum: [payload, "b"] } },
      ]),
  ],
  [
    "link and callback",
    (document, payload) =>
      set(document, `${read} callbacks`, {
        [payload]: { [payload]: { post: { operationId: payload, responses: {} } } },
      }),
  ],
  [
    "discriminator",
    (document, payload) =>
      set(document, "components schemas Render discriminator", {
        propertyName: "state",
        mapping: { [payload]: "#/components/schemas/Render" },
      }),
  ],
  [
    "pagination",
    (document, payload) =>
      set(document, `${read} x-jobwire`, { pagination: { items: "", param: payload, size: payload } }),
  ],
];

const plain = tokens(compileDocument(parseText(acmeSpec) as JsonObject));

/** Everything in generated code that is no string and no comment. */
function tokens({ files }: CompiledDocument): ReadonlySet<string> {
  const found = new Set<string>();
  for (const [name, text] of Object.entries(files)) {
    if (!name.endsWith(".ts")) continue;
    const scanner = ts.createScanner(ts.ScriptTarget.ES2022, true, ts.LanguageVariant.Standard, text);
    for (let kind = scanner.scan(); kind !== ts.SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
      if (kind !== ts.SyntaxKind.StringLiteral) found.add(scanner.getTokenText());
    }
  }
  return found;
}

describe.each(places)("%s", (_, put) => {
  it.each(payloads)("never turns %j into code", (payload) => {
    const document = JSON.parse(JSON.stringify(parseText(acmeSpec))) as Document;
    put(document, payload);
    const compiled = compileDocument(document);
    if (compiled.errors.length > 0) return;
    expect(Object.keys(compiled.files)).toContain("jobs.ts");
    const strange = [...tokens(compiled)].filter((token) => !plain.has(token) && !expected.has(token));
    expect(strange).toEqual([]);
  });
});

/** Tokens that a change of the fixture brings in, whatever the payload. */
const expected: ReadonlySet<string> = new Set(
  (
    "__proto__ constructor unknown await longPoll holdMs pending when if return undefined ! === 60_000 408 note percent 1 view params Record " +
    "nested contentType query header pagination pages openPages items param size PageOptions Pages getRender unknown[] Omit call any Blob ArrayBuffer Uint8Array ReadableStream " +
    "Extract never null body ConstructorTypes ConstructorOutput ConstructorClient createConstructorClient & NonNullable responses 200 content string number boolean GetRenderResponse default [ ] | running key"
  ).split(" "),
);

describe("files", () => {
  it("of a provider stay in its folder", () => {
    for (const name of ["../evil", "a/b", "Acme", "a b", ""])
      expect(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)).toBe(false);
  });
});
