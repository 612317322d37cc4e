import spec from "@jobwire/nia/openapi.json" with { type: "json" };
import { createSimulator } from "@jobwire/testing";
import { handlers } from "@jobwire/testing/msw";
import { setupWorker } from "msw/browser";
import { setupServer } from "msw/node";

const list = handlers(createSimulator(spec), { baseUrl: "https://api.example.com" });

export const server: ReturnType<typeof setupServer> = setupServer(...list);
export const worker: ReturnType<typeof setupWorker> = setupWorker(...list);
