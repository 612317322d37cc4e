import { gzipSync } from "node:zlib";
import { type BuildOptions, build } from "esbuild";

/** Sizes of a bundle, in bytes. */
export interface BundleSize {
  readonly minified: number;
  readonly gzipped: number;
}

/** Bundles and minifies an entry file for browsers. Packages are those that are built, as a user's bundler finds them. */
export async function bundleSize(
  entry: string,
  more: Pick<BuildOptions, "conditions" | "plugins"> = {},
): Promise<BundleSize> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    platform: "browser",
    target: "es2022",
    logLevel: "error",
    legalComments: "none",
    ...more,
  });
  const text = outputFiles[0]?.contents ?? new Uint8Array();
  return { minified: text.byteLength, gzipped: gzipSync(text, { level: 9 }).byteLength };
}
