import { join } from "node:path";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { generate } from "./index.ts";
import { acmeSpec, temporaryProject } from "./testing/temporary-project.ts";

const project = temporaryProject({ acme: acmeSpec });
afterAll(() => project.remove());

const program = `import { createAcme } from "./packages/acme/src/jobs.ts";

const acme = createAcme();
const kind = acme.jobs.render;
const handle = await kind.start({ subject: "a coyote" });
const job = await acme.jobs.render.run({ subject: "a coyote" });
const output = await handle.output();
const ended = job.status === "succeeded" ? job : undefined;
const body = await acme.getRender({ render_id: "rnd_1" });
`;

/** What an editor shows for a name where it first stands after a mark. */
function hover(service: ts.LanguageService, file: string, mark: string): string {
  const info = service.getQuickInfoAtPosition(file, program.indexOf(mark) + mark.length - 1);
  return ts.displayPartsToString(info?.displayParts);
}

/** An editor's view of the program. */
function languageService(file: string): ts.LanguageService {
  const { config } = ts.readConfigFile(join(project.folder, "tsconfig.base.json"), ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson(
    { ...config.compilerOptions, allowImportingTsExtensions: true, noEmit: true },
    project.folder,
  );
  return ts.createLanguageService({
    ...ts.sys,
    useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
    getScriptFileNames: () => [file],
    getScriptVersion: () => "1",
    getScriptSnapshot: (name) => ts.ScriptSnapshot.fromString(ts.sys.readFile(name) ?? ""),
    getCurrentDirectory: () => project.folder,
    getCompilationSettings: () => options,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
  });
}

describe("what an editor shows", { timeout: 60_000 }, () => {
  const file = join(project.folder, "program.ts");
  let service: ts.LanguageService;
  beforeAll(async () => {
    await generate({ folder: project.folder });
    project.write("program.ts", program);
    service = languageService(file);
  }, 60_000);

  it.each([
    ["the client", "const acme", "const acme: AcmeWithJobs"],
    ["a kind", "const kind", "const kind: JobKind<RenderTypes>"],
    ["a handle", "const handle", "const handle: JobHandle<RenderTypes>"],
    ["a settled job", "const job", "const job: SettledOf<RenderTypes>"],
    ["a job that succeeded", "const ended", "const ended: SucceededJob<RenderOutput, Render> | undefined"],
    ["an output", "const output", "const output: RenderOutput"],
    ["an answer", "const body", "const body: Render"],
    [
      "an operation",
      "acme.getRender",
      "(method) AcmeOperations.getRender(input: GetRenderInput, options?: RequestOptions): Promise<Render>",
    ],
  ])("names the types of %s", (_, mark, text) => {
    expect(service.getSemanticDiagnostics(file)).toEqual([]);
    expect(hover(service, file, mark)).toBe(text);
  });
});
