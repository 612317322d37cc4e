/** Milliseconds of a comparison of our own documents with themselves and with one edit. */
import { readdirSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import { diffSpecs, type JsonObject } from "../../packages/spec-diff/src/index.ts";

const limitMs = 500;
const specs = new URL("../../specs/", import.meta.url);

for (const provider of readdirSync(specs)) {
  const text = readFileSync(new URL(`${provider}/openapi.yaml`, specs), "utf8");
  const startedAt = performance.now();
  const base = parse(text, { maxAliasCount: -1 }) as JsonObject;
  const head = parse(text.replace(/operationId: (\w+)/, "operationId: $1Renamed"), {
    maxAliasCount: -1,
  }) as JsonObject;
  const parsedAt = performance.now();
  const { changes } = await diffSpecs(base, head, { types: "predicted" });
  const ms = performance.now() - parsedAt;
  const total = performance.now() - startedAt;
  const parts = [
    `${ms.toFixed(0)} ms`,
    `${total.toFixed(0)} ms with reading two files`,
    `${changes.length} changes`,
  ];
  console.log(provider.padEnd(12), parts.join(", "), total <= limitMs ? "" : "TOO SLOW");
}
