import { load, type Peer, secret, statusIn, versionOf, words } from "../peer.ts";

interface Files {
  poll(store: string, file: string, options: object): Promise<unknown>;
  create(store: string, body: object): Promise<unknown>;
  createAndPoll(store: string, body: object, options: object): Promise<unknown>;
}

interface Batches {
  cancel(batch: string, params: object): Promise<unknown>;
}

interface Module {
  readonly OpenAI: new (
    options: object,
  ) => { readonly vectorStores: { readonly files: Files; readonly fileBatches: Batches } };
}

export async function openai(): Promise<Peer> {
  const { OpenAI } = await load<Module>("openai");
  const wordOf = words("in_progress", "completed", "cancelled");
  return {
    package: "openai",
    function: "vectorStores.files.poll",
    version: await versionOf("openai"),
    lacks: {
      deadline: "`timeout` is that of one request",
      overlap: "nothing is kept between two reads",
      ref: "keep both ids yourself",
      clock: "takes none",
      rate: "none",
      "keep-alive": "no option",
      watch: "poll gives a promise",
    },
    textOf: wordOf,
    bodyOf: (word) => ({ id: "file-1", object: "vector_store.file", status: wordOf(word) }),
    wordIn: statusIn,
    open: ({ fetch }) => {
      const { files, fileBatches } = new OpenAI({ apiKey: secret, fetch }).vectorStores;
      return {
        wait: ({ signal, intervalMs }) =>
          files.poll("vs-1", "file-1", {
            ...(signal && { signal }),
            ...(intervalMs !== undefined && { pollIntervalMs: intervalMs }),
          }),
        start: () => files.create("vs-1", { file_id: "file-1" }),
        run: ({ signal }) =>
          files.createAndPoll("vs-1", { file_id: "file-1" }, { ...(signal && { signal }) }),
        cancel: () => fileBatches.cancel("batch-1", { vector_store_id: "vs-1" }),
      };
    },
  };
}
