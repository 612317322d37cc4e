import { gunzipSync } from "node:zlib";

const blockBytes = 512;

/** The text of one file in a package tarball (gzip, ustar), or `undefined`. */
export function readFromTarball(tarball: Uint8Array, wanted: (path: string) => boolean): string | undefined {
  const tar = gunzipSync(tarball);
  for (let offset = 0; offset + blockBytes <= tar.length; ) {
    const header = tar.subarray(offset, offset + blockBytes);
    const name = field(header, 0, 100);
    if (name === "") return undefined;
    const bytes = Number.parseInt(field(header, 124, 12), 8);
    const prefix = field(header, 345, 155);
    const start = offset + blockBytes;
    const isFile = ["", "0"].includes(field(header, 156, 1));
    if (isFile && wanted(prefix === "" ? name : `${prefix}/${name}`))
      return tar.subarray(start, start + bytes).toString("utf8");
    offset = start + Math.ceil(bytes / blockBytes) * blockBytes;
  }
  return undefined;
}

function field(header: Buffer, start: number, length: number): string {
  const bytes = header.subarray(start, start + length);
  const end = bytes.indexOf(0);
  return bytes
    .subarray(0, end === -1 ? length : end)
    .toString("utf8")
    .trim();
}
