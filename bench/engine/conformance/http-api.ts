import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type Answer, type Api, requestOf, type Script, type Seen, type Word } from "./answer.ts";

const { fetch: send, setTimeout: later } = globalThis;

/** An API behind a real socket: it resets, hangs, breaks off and redirects for real. */
export async function startHttpApi(
  script: Script,
  bodyOf: (word: Word) => object,
): Promise<Api & { readonly stop: () => void }> {
  const seen: Seen[] = [];
  let isStopped = false;
  const server = createServer((request, response) => {
    const { method = "GET", url = "/" } = request;
    const headers = request.headers as Readonly<Record<string, string>>;
    seen.push({ method, origin: `http://${headers.host}`, path: url, headers, atMs: performance.now() });
    const number = seen.filter((one) => one.method === method).length;
    const answer = script({ method, path: url, number });
    request.resume();
    request.once("end", () => later(() => respond(answer, bodyOf, request, response), answer.delayMs ?? 0));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  server.unref();
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    seen,
    fetch: async (input, init) => {
      // Who still waits when the check is over waits for ever, so as not to disturb others.
      if (isStopped) return new Promise(() => {});
      const { url } = requestOf(input, init);
      // An API's own address stands for the server; a server-given address on another port stays what it is.
      const isLocal = url.hostname === "127.0.0.1";
      const target = isLocal ? url : new URL(url.pathname + url.search, origin);
      return send(input instanceof Request ? new Request(target, input) : target, init);
    },
    stop: () => {
      isStopped = true;
      server.closeAllConnections();
      server.close();
    },
  };
}

function respond(
  answer: Answer,
  bodyOf: (word: Word) => object,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const { word = "running", httpStatus = 200, headers, fault } = answer;
  if (fault === "hang") return;
  if (fault === "reset") {
    request.socket.destroy();
    return;
  }
  const text = answer.text ?? JSON.stringify(httpStatus < 300 ? bodyOf(word) : { error: "no" });
  response.writeHead(httpStatus, {
    "content-type": "application/json",
    ...(fault === "cut" && { "content-length": String(text.length + 100) }),
    ...headers,
  });
  if (fault !== "cut") response.end(text);
  else response.write(text.slice(0, 9), () => request.socket.destroy());
}
