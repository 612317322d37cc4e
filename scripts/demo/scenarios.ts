import type { Scenario } from "@jobwire/testing";

/** What the simulated APIs do during the demo: the lives of the jobs, in real milliseconds. */
export const scenarios: Readonly<Record<"nia" | "nullspace" | "sieve" | "nuon", Scenario>> = {
  nia: {
    jobs: {
      sandboxSearch: [
        { if: { "/query": "Where are retries decided?" }, play: "success", queuedMs: 400, runningMs: 1600 },
        {
          if: { "/query": "What is in the private fork?" },
          play: "failure",
          queuedMs: 300,
          runningMs: 900,
          message: "git clone: repository not found",
        },
      ],
    },
  },
  nullspace: {
    jobs: {
      codeRun: [
        { if: { "/code": "train()" }, play: "success", queuedMs: 500, runningMs: 1200 },
        {
          if: { "/code": "while True: pass" },
          timeline: [{ frame: "queued", forMs: 300 }, { frame: "running" }],
          cancel: { afterMs: 700, asked: { frame: "running#cancel-requested" }, end: { frame: "cancelled" } },
        },
      ],
    },
  },
  sieve: {
    jobs: {
      // The first read comes half a second after the start, well within the time of the strange word.
      job: { play: "unknownWord", queuedMs: 150, runningMs: 900, word: "provisioning_gpu", wordMs: 1700 },
    },
  },
  nuon: {
    jobs: {
      workflow: {
        on: "reprovisionInstallSandbox",
        timeline: [
          { frame: "pending", forMs: 400 },
          { frame: "in-progress", forMs: 600 },
          { frame: "success#between-steps", forMs: 900 },
          { frame: "success" },
        ],
        creates: [
          {
            kind: "sandboxRun",
            afterMs: 500,
            params: { install_id: "$request.path.install_id" },
            set: { "/install_id": "$request.path.install_id", "/workflow_id": "$response.body#/id" },
            script: {
              timeline: [
                { frame: "queued", forMs: 300 },
                { frame: "applying", forMs: 800 },
                { frame: "active" },
              ],
            },
          },
        ],
      },
    },
  },
};
