/** Loaded into a tool and all that it starts: each process adds a line to the file that the environment names. */
import { appendFileSync } from "node:fs";

process.on("exit", () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const cost = {
    cpuMs: (userCPUTime + systemCPUTime) / 1000,
    memoryMB: maxRSS / 1024,
    wallMs: performance.now(),
  };
  appendFileSync(process.env.JOBWIRE_COST ?? "cost.json", `${JSON.stringify(cost)}\n`);
});
