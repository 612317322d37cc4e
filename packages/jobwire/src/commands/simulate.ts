import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { ConfigError, formatDiagnostics, loadSpec, parseText, SpecError } from "@jobwire/codegen";
import { createSimulator, realClock, type Scenario, type Simulator } from "@jobwire/testing";
import { serve } from "@jobwire/testing/server";
import { type Arguments, exit, type Io, text } from "../command.ts";

/** `jobwire simulate` */
export async function run(args: Arguments, io: Io): Promise<number> {
  const [target = ""] = args.positionals;
  try {
    const port = numberOf(
      args,
      "port",
      0,
      (value) => Number.isInteger(value) && value >= 0 && value < 65_536,
    );
    const speed = numberOf(args, "speed", 1, (value) => value > 0 && Number.isFinite(value));
    const config = text(args, "config");
    const spec = await loadSpec(target, { folder: io.folder, ...(config !== undefined && { config }) });
    const scenario = await readScenario(text(args, "scenario"), io.folder);
    const simulator = simulate(spec.document, scenario, speed, args.values.lenient !== true);
    const server = await serve(simulator, { port, cors: args.values.cors === true });
    io.out(greeting(simulator, server.url + pathOf(spec.document)));
    await ended(io.signal);
    simulator.close();
    await server.close();
    return exit.ok;
  } catch (error) {
    return refuse(error, io);
  }
}

function simulate(
  document: object,
  scenario: Scenario,
  speed: number,
  auth: boolean,
): Simulator<ReturnType<typeof realClock>> {
  try {
    return createSimulator(document, scenario, { clock: realClock(speed), auth, strict: false });
  } catch (cause) {
    throw new ConfigError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

function refuse(error: unknown, io: Io): number {
  if (error instanceof SpecError) {
    io.err(`${formatDiagnostics(error.diagnostics)}\n`);
    return exit.failed;
  }
  const isTaken = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
  if (!(error instanceof ConfigError) && !isTaken) throw error;
  io.err(`${isTaken ? "The port is in use." : error.message}\n`);
  return exit.usage;
}

function numberOf(
  args: Arguments,
  name: string,
  otherwise: number,
  isGood: (value: number) => boolean,
): number {
  const given = text(args, name);
  if (given === undefined) return otherwise;
  const value = given.trim() === "" ? Number.NaN : Number(given);
  if (!isGood(value)) throw new ConfigError(`--${name} ${given}: this is no ${name}`);
  return value;
}

/** A scenario is data, or a module that makes it. */
async function readScenario(given: string | undefined, folder: string): Promise<Scenario> {
  if (given === undefined) return {};
  const file = resolve(folder, given);
  if (!existsSync(file)) throw new ConfigError(`${given}: there is no such scenario`);
  try {
    if (!/\.[cm]?[jt]s$/.test(file)) return parseText(readFileSync(file, "utf8")) as Scenario;
    const module = (await import(pathToFileURL(file).href)) as { readonly default?: Scenario };
    if (module.default === undefined) throw new Error("it has no default export");
    return module.default;
  } catch (cause) {
    throw new ConfigError(`${given}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

/** The path of the document's server belongs to the address that a client is given. */
function pathOf(document: { readonly servers?: unknown }): string {
  const [server] = Array.isArray(document.servers) ? document.servers : [];
  const url = String((server as { readonly url?: unknown } | undefined)?.url ?? "");
  return URL.canParse(url, "http://localhost")
    ? new URL(url, "http://localhost").pathname.replace(/\/$/, "")
    : "";
}

function greeting({ title, kinds }: Pick<Simulator, "title" | "kinds">, url: string): string {
  const lines = kinds.map(
    ({ name, starts, plays }) =>
      `  ${name}: ${starts.length === 0 ? "found, started by nobody" : `started by ${starts.join(", ")}`}; plays ${plays.join(", ")}`,
  );
  const head = `${title} is simulated at ${url}`;
  return `${[head, ...lines, `Make the client with { baseUrl: "${url}", apiKey: "any" }. Ctrl+C ends this.`].join("\n")}\n`;
}

function ended(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) resolve();
    signal?.addEventListener("abort", () => resolve(), { once: true });
  });
}
