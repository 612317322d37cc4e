export type { AddedProvider, AddOptions } from "./add-provider.ts";
export { addProvider } from "./add-provider.ts";
export type { CheckedProvider, CheckResult, Drift } from "./check.ts";
export { check } from "./check.ts";
export type { DocumentToCompile } from "./compile-files.ts";
export { compileFiles } from "./compile-files.ts";
export type { Diagnostic } from "./diagnostics/diagnostic.ts";
export { formatDiagnostic, formatDiagnostics } from "./diagnostics/format.ts";
export { SpecError } from "./diagnostics/spec-error.ts";
export type { GeneratedFile } from "./emit/generated-file.ts";
export type {
  GenerateOptions,
  GenerateResult,
  Project,
  ProjectOptions,
  ProviderResult,
  ProviderStart,
} from "./generate.ts";
export { generate, openProject } from "./generate.ts";
export type { InitializedProject, InitOptions } from "./init-project.ts";
export { initProject } from "./init-project.ts";
export type { DocumentFile } from "./load/load-document.ts";
export { parseText } from "./load/parse-text.ts";
export type { LoadedSpec } from "./load-spec.ts";
export { loadSpec } from "./load-spec.ts";
export type { JobwireConfig, ProviderConfig } from "./project/config.ts";
export { ConfigError } from "./project/config.ts";
export type { Provider } from "./project/find-providers.ts";
export type { Output } from "./project/output.ts";
export { readDocument } from "./read-document.ts";
export type { Difference } from "./swap/first-difference.ts";
export { formatDifference } from "./swap/first-difference.ts";
export type { WatchOptions } from "./watch.ts";
export { watch } from "./watch.ts";
