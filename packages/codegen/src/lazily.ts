import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

/** A package that few runs need, loaded when one does: loading takes longer than most of what is done here. */
export function lazily<Module>(name: string): () => Module {
  let module: Module | undefined;
  return () => {
    module ??= require(name) as Module;
    return module;
  };
}
