/**
 * What of the engine lands in a bundle, by what an application uses: bundled from the sources, minified for browsers, after
 * gzip. And whether what is not used stays out.
 */
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const index = fileURLToPath(new URL("../../packages/job-utils/src/index.ts", import.meta.url));
const uses: Readonly<Record<string, readonly string[]>> = {
  "runJob: start one polled kind and wait": ["runJob"],
  "bindJob: everything a kind can": ["bindJob"],
  "… and learned": ["bindJob", "learned"],
  "… and waitAll": ["bindJob", "waitAll"],
  "… and attachRef": ["bindJob", "attachRef"],
  "all of it": ["*"],
};
/** Files that must not come along unless they are asked for. */
const optional = ["learned.ts", "wait-all.ts", "listing.ts", "nudge-on-wake.ts"];
const notInRun = [
  ...optional,
  "run-all.ts",
  "start-stream.ts",
  "events.ts",
  "hold.ts",
  "handle.ts",
  "watch.ts",
];

async function sizeOf(names: readonly string[]) {
  const what = names[0] === "*" ? "*" : `{ ${names.join(", ")} }`;
  const { outputFiles, metafile } = await build({
    stdin: { contents: `export ${what} from ${JSON.stringify(index)};`, resolveDir: import.meta.dirname },
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
  });
  const [text] = outputFiles;
  if (text === undefined) throw new Error("esbuild gave no bundle.");
  const [output] = Object.values(metafile.outputs);
  const files = Object.entries(output?.inputs ?? {}).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
  return {
    minified: text.contents.byteLength,
    gzipped: gzipSync(text.contents, { level: 9 }).byteLength,
    files: files.map(([file]) => file.split("/").at(-1) ?? ""),
  };
}

console.log("| uses | minified | min+gzip |\n|---|--:|--:|");
for (const [use, names] of Object.entries(uses)) {
  const { minified, gzipped, files } = await sizeOf(names);
  console.log(`| ${use} | ${(minified / 1000).toFixed(1)} KB | ${(gzipped / 1000).toFixed(1)} KB |`);
  const excluded =
    names[0] === "runJob" ? notInRun : names.length === 1 && names[0] === "bindJob" ? optional : [];
  const uninvited = excluded.filter((file) => files.includes(file));
  if (uninvited.length === 0) continue;
  console.error(`✗ ${use}: ${uninvited.join(", ")} came along`);
  process.exitCode = 1;
}
