import ts from "typescript";
import type { GeneratedFile } from "./generated-file.ts";

/** Parses a generated file. One that does not parse is a fault of the compiler, and nothing is written. */
export function checkSyntax({ name, content }: GeneratedFile): void {
  if (!name.endsWith(".ts")) return;
  const source = ts.createSourceFile(name, content, {
    languageVersion: ts.ScriptTarget.ES2022,
    jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
  });
  const [error] = (source as unknown as { readonly parseDiagnostics: readonly ts.DiagnosticWithLocation[] })
    .parseDiagnostics;
  if (error === undefined) return;
  const { line } = source.getLineAndCharacterOfPosition(error.start);
  const text = content.split("\n")[line] ?? "";
  throw new Error(
    `The compiler made a ${name} that does not parse, and wrote nothing. Please report this.\n${line + 1}: ${text}\n${ts.flattenDiagnosticMessageText(error.messageText, "\n")}`,
  );
}
