import { type Change, overall } from "../change.ts";
import { type Report, sentence } from "./report.ts";

/** Finds the line of a pointer in the file that was compared. */
export type FindLine = (pointer: string) => number | undefined;

/** Workflow commands that GitHub shows beside the lines of a pull request. */
export function formatAnnotations({ changes, file, name }: Report, findLine: FindLine): string {
  return changes
    .filter((change) => overall(change.verdicts) !== "none")
    .map((change) => annotation(change, file ?? name, findLine(change.pointer)))
    .join("");
}

function annotation(change: Change, file: string, line: number | undefined): string {
  const level = overall(change.verdicts) === "breaking" ? "warning" : "notice";
  const { wire, types, lifecycle } = change.verdicts;
  const place = [`file=${property(file)}`, ...(line === undefined ? [] : [`line=${line}`])];
  const title = `title=${property(`${overall(change.verdicts)}: wire ${wire}, types ${types}, lifecycle ${lifecycle}`)}`;
  return `::${level} ${[...place, title].join(",")}::${message(`${sentence(change)}. ${change.howToMigrate}`)}\n`;
}

function message(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return message(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
