import { type DiffArgs, runDiff } from "@jobwire/spec-diff";
import { type Arguments, type Io, text } from "../command.ts";
import { diffIo } from "./diff-io.ts";

/** `jobwire diff` */
export async function run(args: Arguments, io: Io): Promise<number> {
  const [base = "", head] = args.positionals;
  const provider = text(args, "provider");
  const format = text(args, "format") as DiffArgs["format"];
  const failOn = text(args, "fail-on") as DiffArgs["failOn"];
  const options: DiffArgs = {
    base,
    ...(head !== undefined && { head }),
    ...(provider !== undefined && { provider }),
    ...(format !== undefined && { format }),
    ...(failOn !== undefined && { failOn }),
    predictTypes: args.values["predict-types"] === true,
  };
  return runDiff(options, diffIo(args, io));
}
