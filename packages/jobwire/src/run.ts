import { parseArgs } from "node:util";
import { type Arguments, type Command, exit, type Io, parseOptions } from "./command.ts";
import { commands } from "./commands.ts";
import { commandHelp, overview } from "./help.ts";
import { referenceText } from "./reference.ts";
import { version } from "./version.ts";

/** Runs the command line and gives its exit code. */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  const [name, ...rest] = argv;
  if (name === "help" && rest[0] !== undefined) return showHelp(rest[0], io);
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    io.out(overview());
    return name === undefined ? exit.usage : exit.ok;
  }
  if (name === "--version") {
    io.out(`${version()}\n`);
    return exit.ok;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) return usage(`There is no command "${name}".`, "jobwire --help lists them.", io);
  return runCommand(name, command, rest, io);
}

/** `jobwire help check`, `jobwire help x-jobs` */
function showHelp(name: string, io: Io): number {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  const help = command === undefined ? referenceText(name) : commandHelp(name, command);
  if (help === undefined)
    return usage(`There is no command and no reference "${name}".`, "jobwire --help lists them.", io);
  io.out(help);
  return exit.ok;
}

async function runCommand(name: string, command: Command, argv: readonly string[], io: Io): Promise<number> {
  const args = parse(command, argv);
  const hint = `jobwire ${name} --help shows what there is.`;
  if (typeof args === "string") return usage(args, hint, io);
  if (args.values.help === true) {
    io.out(commandHelp(name, command));
    return exit.ok;
  }
  const { minPositionals = 0, maxPositionals } = command;
  if (args.positionals.length < minPositionals) return usage(`${command.positionals} is missing.`, hint, io);
  if (args.positionals.length > maxPositionals)
    return usage(`"${args.positionals[maxPositionals]}" is one argument too many.`, hint, io);
  const { run: runLoaded } = await command.load();
  try {
    return await runLoaded(args, io);
  } catch (error) {
    // A folder in the place of a file, or one that may not be read: a person can help that, and no stack trace.
    if (!(error instanceof Error && "syscall" in error)) throw error;
    io.err(`${error.message}\n`);
    return exit.usage;
  }
}

/** The arguments, or what is wrong with them. */
function parse(command: Command, argv: readonly string[]): Arguments | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options: parseOptions(command),
      allowPositionals: true,
      strict: true,
    });
    return (
      badChoice(command, values as Arguments["values"]) ?? {
        values: values as Arguments["values"],
        positionals,
      }
    );
  } catch (error) {
    return error instanceof Error
      ? (error.message.split(/\. (?=To specify)/)[0] ?? error.message)
      : String(error);
  }
}

function badChoice(command: Command, values: Arguments["values"]): string | undefined {
  for (const [name, { choices }] of Object.entries(command.options)) {
    const value = values[name];
    if (choices === undefined || value === undefined || choices.includes(String(value))) continue;
    return `--${name} ${value}: there are ${choices.join(", ")}.`;
  }
  return undefined;
}

function usage(problem: string, hint: string, io: Io): number {
  io.err(`${problem} ${hint}\n`);
  return exit.usage;
}
