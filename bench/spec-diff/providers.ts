/** Milliseconds of CPU of a comparison of our own documents with one edit, as `jobwire diff` reads them. */
import { readdirSync, readFileSync } from "node:fs";
import { diffSpecs } from "../../packages/spec-diff/src/index.ts";
import { parseDocumentText } from "../../packages/spec-diff/src/inputs/parse-document.ts";
import { cpuSeconds } from "./cpu-seconds.ts";

const limitMs = 500;
const specs = new URL("../../specs/", import.meta.url);

for (const provider of readdirSync(specs)) {
  const text = readFileSync(new URL(`${provider}/openapi.yaml`, specs), "utf8");
  const startedAt = cpuSeconds();
  const base = parseDocumentText(text, provider);
  const head = parseDocumentText(text.replace(/operationId: (\w+)/, "operationId: $1Renamed"), provider);
  const predicted = await diffSpecs(base, head, { types: "predicted" });
  const ms = (cpuSeconds() - startedAt) * 1000;
  const measuredAt = cpuSeconds();
  await diffSpecs(base, head);
  const typesMs = (cpuSeconds() - measuredAt) * 1000 - ms;
  const parts = [
    `${ms.toFixed(0)} ms with reading two files`,
    `${Math.max(0, typesMs).toFixed(0)} ms more with types measured`,
    `${predicted.changes.length} changes`,
  ];
  console.log(provider.padEnd(12), parts.join(", "), ms <= limitMs ? "" : "TOO SLOW");
}
