import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Io } from "../src/index.ts";

/** A project in a temporary git repository, and what commands say in it. */
export interface TestProject {
  readonly folder: string;
  readonly io: Io;
  /** What was said since the last time that it was asked. */
  said(): string;
  write(file: string, content: string | Uint8Array): void;
  read(file: string): string;
  git(...args: readonly string[]): string;
  /** Commits everything. */
  commit(message: string): void;
  remove(): void;
}

const identity = [
  "user.name=test",
  "user.email=test@example.com",
  "commit.gpgsign=false",
  "tag.gpgsign=false",
];

/** An empty project; commands run in a folder of its repository, by default the repository itself. */
export function testProject(below = ""): TestProject {
  const root = mkdtempSync(join(tmpdir(), "jobwire-project-"));
  const folder = join(root, below);
  mkdirSync(folder, { recursive: true });
  let text = "";
  const hear = (more: string) => {
    text += more;
  };
  const git = (...args: readonly string[]) =>
    execFileSync("git", [...identity.flatMap((setting) => ["-c", setting]), ...args], {
      cwd: root,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
  git("init", "-b", "main");
  return {
    folder,
    io: { folder, out: hear, err: hear },
    said: () => {
      const found = text;
      text = "";
      return found;
    },
    write: (file, content) => {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), content);
    },
    read: (file) => readFileSync(join(folder, file), "utf8"),
    git,
    commit: (message) => {
      git("add", "--all");
      git("commit", "-m", message);
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
