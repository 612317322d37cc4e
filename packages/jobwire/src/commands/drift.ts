import { type DriftArgs, runDrift } from "@jobwire/spec-diff";
import { type Arguments, type Io, text } from "../command.ts";
import { diffIo } from "./diff-io.ts";

/** `jobwire drift` */
export async function run(args: Arguments, io: Io): Promise<number> {
  const [provider = "", document = ""] = args.positionals;
  const format = text(args, "format") as DriftArgs["format"];
  const patch = text(args, "patch");
  const options: DriftArgs = {
    provider,
    document,
    ...(format !== undefined && { format }),
    ...(patch !== undefined && { patch }),
    fail: args.values.fail === true,
  };
  return runDrift(options, diffIo(args, io));
}
