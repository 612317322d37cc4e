import { ConfigError, initProject } from "@jobwire/codegen";
import { type Arguments, exit, type Io } from "../command.ts";
import { version } from "../version.ts";

const install: Readonly<Record<string, string>> = {
  npm: "npm install",
  pnpm: "pnpm install",
  yarn: "yarn install",
  bun: "bun install",
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
    io.out(
      `\nNext: ${install[packageManager]}, then npx jobwire generate. Every folder of ${config.specs} becomes one of ${place}.\n` +
        "For an API that has an OpenAPI document: npx jobwire add <name> --from <document>\n",
    );
    return exit.ok;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    io.err(`${error.message}\n`);
    return exit.usage;
  }
}
