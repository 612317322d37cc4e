import { describe, expect, it } from "vitest";
import type { JsonObject } from "../json.ts";
import { parseText } from "../load/parse-text.ts";
import { compileDocument } from "../testing/compile-document.ts";
import { acmeSpec } from "../testing/temporary-project.ts";

function compile(change: (document: string) => string = (document) => document) {
  const { files, errors } = compileDocument(parseText(change(acmeSpec)) as JsonObject);
  expect(errors).toEqual([]);
  return files;
}

describe("the client of a kind", () => {
  it("has the operations that the definition calls, and no other", () => {
    const code = compile((text) => text.replace("    cancel: cancelRender\n", ""))["kind-clients.ts"] ?? "";
    expect([...code.matchAll(/^ {8}(\w+): \{/gm)].map(([, name]) => name)).toEqual([
      "createRender",
      "getRender",
    ]);
    expect(code).toContain('Pick<AcmeOperations, "createRender" | "getRender">');
    expect(compile()["kind-clients.ts"]).toContain('"cancelRender" | "createRender" | "getRender"');
  });

  it("says the same of an operation as the table of all", () => {
    const files = compile();
    const row = /getRender: \{.*\},/;
    expect(row.exec(files["kind-clients.ts"] ?? "")?.[0]).toBe(row.exec(files["operations.ts"] ?? "")?.[0]);
  });

  it("is what the definition asks for", () => {
    expect(compile()["jobs.ts"]).toContain("client: RenderClient;");
  });

  it("is no matter for a document without kinds", () => {
    const code = compile((text) => text.replace(/^x-jobs:[\s\S]*?^paths:/m, "paths:"))["kind-clients.ts"];
    expect(code).toMatch(/\nexport \{\};\n$/);
  });
});
