import { expect, it } from "vitest";
import { releaseTable } from "./table.ts";

const pack = { filename: "acme-a-0.2.0.tgz", size: 2048, entryCount: 7 };

it("shows the version that a package has and the one that it would get, and its tarball", () => {
  const before = [
    { folder: "a", name: "@acme/a", version: "0.1.0" },
    { folder: "b", name: "@acme/b", version: "1.0.0" },
  ];
  const after = [
    { folder: "a", name: "@acme/a", version: "0.2.0" },
    { folder: "b", name: "@acme/b", version: "1.0.0" },
  ];
  expect(releaseTable(before, after, () => pack)).toBe(
    "@acme/a  0.1.0 → 0.2.0  acme-a-0.2.0.tgz  2.0 KB, 7 files\n@acme/b  1.0.0  stays   acme-a-0.2.0.tgz  2.0 KB, 7 files",
  );
});
