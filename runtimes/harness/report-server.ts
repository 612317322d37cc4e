import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { RuntimeReport } from "../program/report.ts";

/** Takes the reports of the runtimes, and shows a browser the page that holds the program. */
export interface ReportServer extends AsyncDisposable {
  readonly url: string;
  readonly reportUrl: string;
  /** The address of a page that runs a program of the folder. */
  pageUrl(program: string): string;
  /** Called with every report that comes in. */
  onReport(runtime: string, callback: (report: RuntimeReport) => void): void;
}

/** Starts it on a loopback port; programs are served from `folder`. */
export async function startReportServer(folder: string): Promise<ReportServer> {
  const callbacks = new Map<string, (report: RuntimeReport) => void>();
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
    response.setHeader("access-control-allow-origin", "*");
    if (request.method === "POST") {
      const report = JSON.parse(await textOf(request)) as RuntimeReport;
      response.end();
      callbacks.get(report.runtime)?.(report);
    } else if (pathname === "/page") {
      response.setHeader("content-type", "text/html");
      response.end(`<!doctype html><script type="module" src="/${searchParams.get("program")}"></script>`);
    } else {
      const text = await readFile(join(folder, pathname), "utf8").catch(() => undefined);
      const type = pathname.endsWith(".html") ? "text/html" : "text/javascript";
      response.writeHead(text === undefined ? 404 : 200, { "content-type": type }).end(text);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    reportUrl: `${url}/report`,
    pageUrl: (program) => `${url}/page?program=${program}`,
    onReport: (runtime, callback) => void callbacks.set(runtime, callback),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const piece of request.setEncoding("utf8")) text += piece;
  return text;
}
