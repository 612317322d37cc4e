import type { Io as DiffIo } from "@jobwire/spec-diff";
import type { Io } from "../command.ts";

/** What the comparing commands read and write. */
export function diffIo({ folder, out, err, isTerminal = false }: Io): DiffIo {
  return { folder, out, err, colour: isTerminal && process.env.NO_COLOR === undefined };
}
