import type { Io as DiffIo } from "@jobwire/spec-diff";
import { type Arguments, type Io, text } from "../command.ts";

/** What the comparing commands read and write. */
export function diffIo(args: Arguments, { folder, out, err, isTerminal = false }: Io): DiffIo {
  const config = text(args, "config");
  const colour = isTerminal && process.env.NO_COLOR === undefined;
  return { folder, out, err, colour, ...(config !== undefined && { config }) };
}
