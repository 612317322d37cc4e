/// <reference types="node" />
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Simulator } from "./simulator.ts";
import type { Clock } from "./time/clock.ts";

/** A simulator and the path prefix below which it answers. */
export interface MountedSimulator {
  /** Begins with a slash and ends without one: `/nia`. */
  readonly prefix: string;
  readonly simulator: AnySimulator;
}

/** What the server needs of a simulator. */
export type AnySimulator = Pick<Simulator<Clock>, "handle">;

/** Where the server listens. */
export interface ServeOptions {
  /** Default 0: any free port. */
  readonly port?: number;
  /** Default `127.0.0.1`: this machine only. */
  readonly host?: string;
  /** Let browsers of every origin call it. Default false. */
  readonly cors?: boolean;
}

/** A running server. */
export interface SimulatorServer {
  /** `http://127.0.0.1:49152`, to which a prefix is added. */
  readonly url: string;
  readonly port: number;
  /** Breaks what is open and stops listening. */
  close(): Promise<void>;
}

/**
 * Serves simulators over real HTTP on the loopback interface, for clients in any language. Give the simulators a
 * `realClock(speed)`: a clock that jumps by itself cannot see what is on the wire.
 */
export async function serve(
  simulators: AnySimulator | readonly MountedSimulator[],
  options: ServeOptions = {},
): Promise<SimulatorServer> {
  const { port = 0, host = "127.0.0.1", cors = false } = options;
  const mounted = "handle" in simulators ? [{ prefix: "", simulator: simulators }] : simulators;
  const longestFirst = [...mounted].sort((left, right) => right.prefix.length - left.prefix.length);
  const server = createServer((request, response) => void answer(longestFirst, request, response, cors));
  await listen(server, port, host);
  const address = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${address.port}`,
    port: address.port,
    close: () => closeServer(server),
  };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => resolve());
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

async function answer(
  mounted: readonly MountedSimulator[],
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  cors: boolean,
): Promise<void> {
  const path = incoming.url ?? "/";
  const mount = mounted.find(
    ({ prefix }) => prefix === "" || path === prefix || path.startsWith(`${prefix}/`),
  );
  outgoing.sendDate = false;
  if (cors) allowOrigins(incoming, outgoing);
  if (cors && incoming.method === "OPTIONS") return void outgoing.writeHead(204).end();
  if (mount === undefined) return notMounted(mounted, outgoing);
  const gone = new AbortController();
  outgoing.once("close", () => gone.abort(new DOMException("The client went away.", "AbortError")));
  try {
    const request = await toRequest(incoming, path, gone.signal);
    await send(await mount.simulator.handle(request, mount.prefix), outgoing);
  } catch {
    // A broken connection of the scenario, or a client that is gone: either way nothing more can be said.
    incoming.socket.destroy();
  }
}

function notMounted(mounted: readonly MountedSimulator[], outgoing: ServerResponse): void {
  const prefixes = mounted.map(({ prefix }) => prefix).join(", ");
  outgoing.writeHead(404, { "content-type": "application/json" });
  outgoing.end(JSON.stringify({ error: `No simulator is mounted here. There are: ${prefixes}.` }));
}

function allowOrigins(incoming: IncomingMessage, outgoing: ServerResponse): void {
  outgoing.setHeader("access-control-allow-origin", "*");
  outgoing.setHeader("access-control-allow-methods", "*");
  outgoing.setHeader("access-control-expose-headers", "*");
  outgoing.setHeader(
    "access-control-allow-headers",
    incoming.headers["access-control-request-headers"] ?? "*",
  );
}

async function toRequest(incoming: IncomingMessage, path: string, signal: AbortSignal): Promise<Request> {
  const headers = new Headers();
  for (let index = 0; index < incoming.rawHeaders.length; index += 2) {
    headers.append(incoming.rawHeaders[index] ?? "", incoming.rawHeaders[index + 1] ?? "");
  }
  const method = incoming.method ?? "GET";
  const body = method === "GET" || method === "HEAD" ? null : await readAll(incoming);
  const url = new URL(path, `http://${incoming.headers.host ?? "localhost"}`);
  return new Request(url, { method, headers, signal, ...(body !== null && body.byteLength > 0 && { body }) });
}

async function readAll(incoming: IncomingMessage): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Uint8Array);
  return new Uint8Array(Buffer.concat(chunks));
}

async function send(response: Response, outgoing: ServerResponse): Promise<void> {
  for (const [name, value] of response.headers) outgoing.setHeader(name, value);
  outgoing.writeHead(response.status);
  if (response.body === null) return void outgoing.end();
  outgoing.flushHeaders();
  const reader = response.body.getReader();
  outgoing.once("close", () => void reader.cancel().catch(() => {}));
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    if (!outgoing.write(piece.value)) await drained(outgoing);
  }
  outgoing.end();
}

function drained(outgoing: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    outgoing.once("drain", resolve);
    outgoing.once("close", resolve);
  });
}
