import { load, type Peer, secret, statusIn, versionOf, words } from "../peer.ts";

interface Client {
  wait(prediction: object, options: object): Promise<unknown>;
  run(model: string, options: object): Promise<unknown>;
  readonly predictions: { create(options: object): Promise<unknown>; cancel(id: string): Promise<unknown> };
}

interface Module {
  readonly default: new (options: object) => Client;
}

export async function replicate(): Promise<Peer> {
  const { default: Replicate } = await load<Module>("replicate");
  const wordOf = words("processing", "succeeded", "canceled");
  return {
    package: "replicate",
    function: "wait",
    version: await versionOf("replicate"),
    lacks: {
      signal: "`wait` takes none; that of `run` is looked at between reads",
      deadline: "none",
      overlap: "nothing is kept between two reads",
      ref: "keep the id yourself",
      clock: "takes none",
      rate: "none",
      "keep-alive": "no option",
      watch: "a callback that can stop it",
    },
    textOf: wordOf,
    bodyOf: (word) => ({ id: "p1", status: wordOf(word) }),
    wordIn: statusIn,
    open: ({ fetch }) => {
      const client = new Replicate({ auth: secret, fetch });
      return {
        wait: ({ intervalMs }) =>
          client.wait(
            { id: "p1", status: "starting" },
            intervalMs === undefined ? {} : { interval: intervalMs },
          ),
        start: () => client.predictions.create({ version: "v", input: {} }),
        run: () => client.run("owner/model:version", { input: {}, wait: { mode: "poll" } }),
        cancel: () => client.predictions.cancel("p1"),
      };
    },
  };
}
