import { ConfigError, initProject } from "@jobwire/codegen";
import { type Arguments, exit, type Io } from "../command.ts";
import { version } from "../version.ts";

/** How each package manager runs the command of a dependency. */
const runners: Readonly<Record<string, string>> = {
  npm: "npx jobwire",
  pnpm: "pnpm exec jobwire",
  yarn: "yarn jobwire",
  bun: "bunx jobwire",
};

/** `jobwire init` */
export async function run({ values }: Arguments, io: Io): Promise<number> {
  try {
    const result = initProject({ folder: io.folder, range: `^${version()}` });
    if (values.json === true) {
      io.out(`${JSON.stringify(result, null, 2)}\n`);
      return exit.ok;
    }
    for (const line of [...result.done, ...result.kept]) io.out(`${line}\n`);
    const { config, packageManager } = result;
    const place = config.packages ?? config.folders ?? "packages";
    const jobwire = runners[packageManager] ?? "npx jobwire";
    io.out(
      `\nNext: ${packageManager} install, then ${jobwire} generate. Every folder of ${config.specs} becomes one of ${place}.\n` +
        `For an API that has an OpenAPI document: ${jobwire} add <name> --from <document>\n`,
    );
    return exit.ok;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    io.err(`${error.message}\n`);
    return exit.usage;
  }
}
