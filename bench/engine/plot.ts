import type { Cost } from "./simulate.ts";

/** One panel of the plot. */
export interface Panel {
  readonly title: string;
  readonly costs: readonly Cost[];
}

const [panelWidth, panelHeight, margin] = [420, 300, 46];
const [requestsFrom, requestsTo] = [1, 10_000];
const [delayFrom, delayTo] = [0.0005, 2];

/** Requests against mean relative delay, both logarithmic; a panel for each mix, ours filled. */
export function plotSvg(panels: readonly Panel[]): string {
  const rows = Math.ceil(panels.length / 2);
  const [width, height] = [2 * panelWidth, rows * panelHeight + 30];
  const drawn = panels.map((panel, index) => {
    const [x, y] = [(index % 2) * panelWidth, Math.floor(index / 2) * panelHeight];
    return `<g transform="translate(${x} ${y})">${draw(panel)}</g>`;
  });
  const note = `<text x="${margin}" y="${height - 10}">filled: Jobwire's default and learned schedule · hollow: defaults of peers · left and low is better</text>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="10">`,
    `<rect width="${width}" height="${height}" fill="white"/>`,
    ...drawn,
    note,
    "</svg>",
    "",
  ].join("\n");
}

function draw({ title, costs }: Panel): string {
  const axis = [
    ...[1, 10, 100, 1_000, 10_000].map((at) => tick(place(at, delayFrom), `${at}`, "middle", 0, 14)),
    ...[0.001, 0.01, 0.1, 1].map((at) => tick(place(requestsFrom, at), `${at * 100} %`, "end", -4, 3)),
  ];
  return [
    `<text x="${margin}" y="16" font-weight="bold">${xml(title)}</text>`,
    `<rect x="${margin}" y="24" width="${panelWidth - 2 * margin}" height="${panelHeight - 24 - margin}" fill="none" stroke="#999"/>`,
    ...axis,
    `<text x="${panelWidth / 2}" y="${panelHeight - 14}" text-anchor="middle">requests</text>`,
    ...costs.map((cost) => point(cost)),
  ].join("");
}

function point({ schedule, isOurs, requests, relative }: Cost): string {
  const [x, y] = place(requests, relative);
  const label = schedule
    .replace(/^Jobwire: /, "")
    .replace(/[:(].*/, "")
    .trim();
  const [fill, weight] = isOurs ? ["#06c", "bold"] : ["none", "normal"];
  return (
    `<circle cx="${x}" cy="${y}" r="4" fill="${fill}" stroke="${isOurs ? "#06c" : "#c50"}"><title>${xml(schedule)}</title></circle>` +
    `<text x="${x + 6}" y="${y - 4}" font-size="8" font-weight="${weight}">${xml(label)}</text>`
  );
}

function tick(
  [x, y]: readonly [number, number],
  label: string,
  anchor: string,
  dx: number,
  dy: number,
): string {
  return `<text x="${x + dx}" y="${y + dy}" text-anchor="${anchor}" fill="#555">${label}</text>`;
}

function place(requests: number, delay: number): readonly [number, number] {
  const share = (value: number, from: number, to: number) =>
    (Math.log(Math.min(Math.max(value, from), to)) - Math.log(from)) / (Math.log(to) - Math.log(from));
  const x = margin + share(requests, requestsFrom, requestsTo) * (panelWidth - 2 * margin);
  const y = panelHeight - margin - share(delay, delayFrom, delayTo) * (panelHeight - 24 - margin);
  return [Math.round(x * 10) / 10, Math.round(y * 10) / 10];
}

function xml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
