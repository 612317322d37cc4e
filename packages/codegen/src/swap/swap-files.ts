import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Changes } from "./compare.ts";
import { commit, openSwap } from "./journal.ts";

/** Brings changes into a folder. At any instant every file in it is whole, the old one or the new one. */
export function swapFiles(folder: string, { write, remove }: Changes): void {
  if (write.length === 0 && remove.length === 0) return;
  const swap = openSwap(folder);
  try {
    for (const file of write) writeFileSync(join(swap, file.name), file.content);
  } catch (error) {
    rmSync(swap, { recursive: true, force: true });
    throw error;
  }
  commit(folder, { write: write.map((file) => file.name), remove });
}
