import type { ParseArgsOptionsConfig } from "node:util";

/** Exit codes of the command line. */
export const exit: Readonly<Record<"ok" | "failed" | "usage", number>> = {
  ok: 0,
  /** A spec has errors, or something is not as it should be: drift, a missing changeset. */
  failed: 1,
  /** The command line or the config cannot be understood. */
  usage: 2,
};

/** What a command reads and writes instead of the process. */
export interface Io {
  /** The working folder. */
  readonly folder: string;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Ends what goes on until it is ended: watching, a simulator. */
  readonly signal?: AbortSignal;
  /** A person is looking: progress is shown, and colours. */
  readonly isTerminal?: boolean;
}

/** The arguments of a command, parsed. */
export interface Arguments {
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
  readonly positionals: readonly string[];
}

/** One option as its command's help shows it. */
export interface OptionHelp {
  readonly type: "string" | "boolean";
  readonly short?: string;
  /** `<file>` */
  readonly value?: string;
  readonly help: string;
  /** The values that it takes, if they are few. */
  readonly choices?: readonly string[];
}

/** A command. Its code is loaded when it runs. */
export interface Command {
  readonly summary: string;
  /** `[provider…]` */
  readonly positionals: string;
  readonly maxPositionals: number;
  readonly minPositionals?: number;
  readonly options: Readonly<Record<string, OptionHelp>>;
  /** Further paragraphs of the help. */
  readonly notes: string;
  readonly load: () => Promise<{ readonly run: (args: Arguments, io: Io) => Promise<number> }>;
}

/** The options of a command as `parseArgs` wants them. */
export function parseOptions(command: Command): ParseArgsOptionsConfig {
  const entries = Object.entries({ ...command.options, help }).map(([name, { type, short }]) => [
    name,
    { type, ...(short !== undefined && { short }) },
  ]);
  return Object.fromEntries(entries) as ParseArgsOptionsConfig;
}

/** Every command has it. */
export const help: OptionHelp = { type: "boolean", short: "h", help: "Show this text." };

/** The value of an option that takes a text. */
export function text({ values }: Arguments, name: string): string | undefined {
  const value = values[name];
  return typeof value === "string" ? value : undefined;
}
