import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const here = new URL("./", import.meta.url);
const sources = readdirSync(here, { recursive: true, encoding: "utf8" }).filter(
  (file) => file.endsWith(".ts") && !/\.test(-d)?\.ts$|^fixtures/.test(file) && file !== "server.ts",
);

describe("the core runs on every runtime", () => {
  it.each(sources)("%s uses web APIs only", (file) => {
    const source = readFileSync(new URL(file, here), "utf8");
    expect(source).not.toMatch(/["']node:|\bprocess\.|\bBuffer\b|\brequire\(|\beval\(|new Function/);
    const packages = [...source.matchAll(/ from "([^."][^"]*)"/g)].map(([, from]) => from);
    expect(packages).toEqual(file === "msw.ts" ? ["msw"] : []);
  });
});
