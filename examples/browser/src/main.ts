import { dub } from "./dub.js";

// Only in development; a bundler leaves out what stands behind a condition like `import.meta.env.DEV`.
const { simulator, worker } = await import("./mocks.js");
await worker.start({ quiet: true });

const form = document.querySelector("form");
const list = document.querySelector("ol");
form?.addEventListener("submit", (event) => {
  event.preventDefault();
  const say = (line: string) => {
    const item = document.createElement("li");
    item.textContent = line;
    list?.append(item);
  };
  const url = String(new FormData(form).get("url"));
  void dub(url, say).finally(() => console.table(simulator.requests));
});
