import { type Command, help, type OptionHelp } from "./command.ts";
import { commands } from "./commands.ts";
import { references } from "./reference.ts";

/** The help of the command line. */
export function overview(): string {
  const rows = Object.entries(commands).map(([name, command]): readonly [string, string] => [
    `${name} ${command.positionals}`,
    command.summary,
  ]);
  const texts = Object.entries(references).map(([name, summary]): readonly [string, string] => [
    `help ${name}`,
    summary,
  ]);
  return `Usage: jobwire <command>\n\n${table([...rows, ...texts])}\n\njobwire <command> --help says more about one. jobwire --version shows the version.\n`;
}

/** The help of one command. */
export function commandHelp(name: string, command: Command): string {
  const options = Object.entries({ ...command.options, help }).map(
    ([option, facts]): readonly [string, string] => [optionText(option, facts), facts.help],
  );
  return `${command.summary}\n\nUsage: jobwire ${name} ${command.positionals} [options]\n\n${table(options)}\n\n${command.notes}\n`;
}

function optionText(name: string, { short, value }: OptionHelp): string {
  return `${short === undefined ? "" : `-${short}, `}--${name}${value === undefined ? "" : ` ${value}`}`;
}

function table(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join("\n");
}
