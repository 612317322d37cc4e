import { runChange } from "@jobwire/spec-diff";
import { type Arguments, type Io, text } from "../command.ts";
import { diffIo } from "./diff-io.ts";

/** `jobwire change` */
export async function run(args: Arguments, io: Io): Promise<number> {
  const base = text(args, "base");
  const options = {
    providers: args.positionals,
    ...(base !== undefined && { base }),
    check: args.values.check === true,
    predictTypes: args.values["predict-types"] === true,
  };
  return runChange(options, diffIo(args, io));
}
