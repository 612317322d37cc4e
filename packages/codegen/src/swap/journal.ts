import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What a run is about to do to a folder. Once it is on the disk, the next run can finish it. */
export interface Journal {
  /** Names of files that stand ready in the swap folder. */
  readonly write: readonly string[];
  readonly remove: readonly string[];
}

const swapName = ".swap";

/** Where new files wait: in the folder itself, so that moving them is one step of the file system. */
function swapFolder(folder: string): string {
  return join(folder, swapName);
}

/** Whether a run was killed while it changed a folder, or is changing it. */
export function isInterrupted(folder: string): boolean {
  return existsSync(swapFolder(folder));
}

/**
 * Finishes or undoes what an interrupted run left. With a journal all new files were complete: they are moved in. Without
 * one none was touched: what was prepared is thrown away.
 */
export function recover(folder: string): void {
  const swap = swapFolder(folder);
  if (!existsSync(swap)) return;
  refuseLiveOwner(swap);
  const journal = join(swap, "journal.json");
  if (existsSync(journal)) carryOut(folder, JSON.parse(readFileSync(journal, "utf8")) as Journal);
  else rmSync(swap, { recursive: true, force: true });
}

/** Starts a swap: from here on another run keeps off. */
export function openSwap(folder: string): string {
  const swap = swapFolder(folder);
  mkdirSync(folder, { recursive: true });
  mkdirSync(swap);
  writeFileSync(join(swap, "owner"), String(process.pid));
  return swap;
}

/** Writes the journal in one step, then carries it out. */
export function commit(folder: string, journal: Journal): void {
  const swap = swapFolder(folder);
  const draft = join(swap, "journal.draft");
  writeFileSync(draft, JSON.stringify(journal));
  renameSync(draft, join(swap, "journal.json"));
  carryOut(folder, journal);
}

/** Can be done again from any point. */
function carryOut(folder: string, journal: Journal): void {
  const swap = swapFolder(folder);
  for (const name of journal.write) {
    const ready = join(swap, name);
    if (existsSync(ready)) renameSync(ready, join(folder, name));
  }
  for (const name of journal.remove) rmSync(join(folder, name), { force: true });
  rmSync(swap, { recursive: true, force: true });
}

function refuseLiveOwner(swap: string): void {
  const owner = Number(readOwner(swap));
  if (!Number.isInteger(owner) || owner <= 0 || owner === process.pid || !isAlive(owner)) return;
  throw new Error(
    `${swap} belongs to process ${owner}, which is still running. Wait for it, or remove the folder.`,
  );
}

function readOwner(swap: string): string {
  try {
    return readFileSync(join(swap, "owner"), "utf8");
  } catch {
    return "";
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
