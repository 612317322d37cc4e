import { type AddedProvider, addProvider, ConfigError } from "@jobwire/codegen";
import { type Arguments, exit, type Io, text } from "../command.ts";
import { run as generate } from "./generate.ts";

/** `jobwire add` */
export async function run(args: Arguments, io: Io): Promise<number> {
  const [provider = ""] = args.positionals;
  const given = (name: string) => {
    const value = text(args, name);
    return value === undefined ? {} : { [name]: value };
  };
  try {
    const options = { folder: io.folder, ...given("config"), ...given("from"), ...given("overlay") };
    io.out(describe(await addProvider(provider, options), provider));
    return await generate({ values: { config: text(args, "config") }, positionals: [provider] }, io);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    io.err(`${error.message}\n`);
    return exit.usage;
  }
}

function describe({ spec, isNew, config }: AddedProvider, provider: string): string {
  const place = config === undefined ? "" : `${config}: has ${provider} now.\n`;
  if (!isNew) return `${place}${spec}: left as it is.\n`;
  return `${place}${spec}: new. Describe the jobs of the API there (jobwire help x-jobs), then run: jobwire generate ${provider}\n`;
}
