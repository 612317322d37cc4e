import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A server that does what runtimes handle differently: it redirects, hangs, and streams without an end. */
export interface AwkwardServer extends AsyncDisposable {
  readonly url: string;
}

/** Starts it on a loopback port. The first part of a path says what it does, the second names the caller. */
export async function startAwkwardServer(): Promise<AwkwardServer> {
  const followed = new Set<string>();
  const streaming = new Map<string, number>();
  const count = (caller: string, by: number) => streaming.set(caller, (streaming.get(caller) ?? 0) + by);

  const routes: Readonly<Record<string, (caller: string, response: ServerResponse) => void>> = {
    /** Leads to another origin, because the name of the host differs. */
    redirect(caller, response) {
      const { port } = server.address() as AddressInfo;
      response.writeHead(302, { location: `http://localhost:${port}/target/${caller}` }).end();
    },
    target(caller, response) {
      followed.add(caller);
      response.writeHead(200, { "content-type": "application/json" }).end("{}");
    },
    hang() {},
    events(caller, response) {
      response.writeHead(200, { "content-type": "text/event-stream" });
      count(caller, 1);
      const timer = setInterval(() => response.write(`data: {"type":"heartbeat"}\n\n`), 20);
      response.once("close", () => {
        clearInterval(timer);
        count(caller, -1);
      });
    },
    /** What the server has seen of a caller. */
    seen(caller, response) {
      const seen = { followed: followed.has(caller), streaming: streaming.get(caller) ?? 0 };
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(seen));
    },
  };

  const server = createServer((request, response) => {
    allowOrigins(request, response);
    if (request.method === "OPTIONS") return void response.writeHead(204).end();
    const [, action = "", caller = ""] = (request.url ?? "/").split("/");
    const route = routes[action];
    if (route) route(caller, response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function allowOrigins({ headers }: IncomingMessage, response: ServerResponse): void {
  response.setHeader("access-control-allow-origin", "*");
  response.setHeader("access-control-allow-headers", headers["access-control-request-headers"] ?? "*");
}
