import { readFileSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { eventsIn } from "./fixtures/call.ts";
import { createSimulator, type PlayName, type Scenario, type Simulator, success } from "./index.ts";
import { loadSpec } from "./spec/model.ts";
import { eventsOf, jsonOf, type OperationModel, successOf } from "./spec/operation.ts";
import { sample } from "./spec/sample.ts";
import { validate } from "./validate/index.ts";

const specs = ["nia", "nullspace", "sieve", "nuon"].map((provider) => {
  const file = new URL(`../../../specs/${provider}/openapi.yaml`, import.meta.url);
  return { provider, document: parse(readFileSync(file, "utf8"), { merge: true }) as object };
});

const everyStart = specs.flatMap(({ provider, document }) =>
  createSimulator(document).kinds.flatMap((kind) =>
    kind.starts.map((start) => ({ provider, document, kind, start })),
  ),
);

const everyPlay = specs.flatMap(({ provider, document }) =>
  createSimulator(document).kinds.flatMap((kind) =>
    kind.plays.map((play) => ({ provider, document, kind, play })),
  ),
);

const opened: Simulator[] = [];
afterEach(() => {
  for (const simulator of opened.splice(0)) simulator.close(); // jobs are left open, on purpose
});

function simulate(document: object, scenario: Scenario = {}): Simulator {
  const simulator = createSimulator(document, scenario);
  opened.push(simulator);
  return simulator;
}

function operationOf(document: object, id: string): OperationModel {
  const found = loadSpec(document).operations.find((operation) => operation.id === id);
  if (found === undefined) throw new Error(`no operation ${id}`);
  return found;
}

/** Sends an operation as its own examples show it, with path parameters from `known`, else from their examples. */
async function send(
  simulator: Simulator,
  document: object,
  id: string,
  known: Readonly<Record<string, unknown>> = {},
  extra: object = {},
) {
  const operation = operationOf(document, id);
  const { deref } = loadSpec(document);
  const path = operation.path.replace(/\{([^}]+)\}/g, (_, name: string) => {
    const parameter = operation.parameters.find((one) => one.name === name && one.in === "path");
    return encodeURIComponent(String(known[name] ?? parameter?.example ?? sample(parameter?.schema, deref)));
  });
  const query = operation.parameters.filter((one) => one.in === "query" && one.required);
  const search = new URLSearchParams(
    query.map(({ name, example, schema }) => [name, String(known[name] ?? example ?? sample(schema, deref))]),
  );
  const media = jsonOf(operation.body?.media);
  const body = media && { ...(media.examples[0] as object), ...extra };
  const required = operation.parameters.filter((one) => one.in === "header" && one.required);
  const headers = {
    ...Object.fromEntries(
      required.map(({ name, example, schema }) => [name, String(example ?? sample(schema, deref))]),
    ),
    authorization: "Bearer k",
    "x-api-key": "k",
    "x-nuon-org-id": "org1",
    ...(body && { "content-type": "application/json" }),
  };
  return simulator.fetch(`https://api.test${path}${search.size > 0 ? `?${search}` : ""}`, {
    method: operation.method,
    headers,
    ...(body && { body: JSON.stringify(body) }),
  });
}

function issuesOf(document: object, id: string, body: unknown) {
  const schema = jsonOf(successOf(operationOf(document, id))?.media)?.schema;
  return validate(schema, body, { root: document, openEnums: true });
}

describe("the specs of this workspace", () => {
  it.each(everyStart)(
    "$provider: $start starts a $kind.name and answers as declared",
    async ({ document, kind, start }) => {
      const simulator = simulate(document);
      const answer = await send(simulator, document, start);
      expect(answer.status).toBeLessThan(300);
      const text = await answer.text();
      if (answer.headers.get("content-type")?.startsWith("application/json")) {
        expect(issuesOf(document, start, JSON.parse(text))).toEqual([]);
      }
      const [job] = simulator.jobs.of(kind.name);
      const said = `${text} ${[...answer.headers.values()].join(" ")}`;
      expect(said).toContain(job?.id);
      expect(simulator.refusals).toEqual([]);
    },
  );

  it.each(everyPlay)(
    "$provider: $kind.name plays $play, each body as declared, and is found again",
    async ({ document, kind, play }) => {
      const options = play === "notFoundAtFirst" ? { forMs: 1000 } : {};
      const model = loadSpec(document).kinds.find(({ name }) => name === kind.name);
      if (model === undefined) throw new Error("no kind");
      const simulator = simulate(document);
      const params = Object.fromEntries(
        model.read.parameters
          .filter((one) => one.in === "path" && one.name !== model.idParam)
          .map(({ name, example }) => [name, example ?? "x1"]),
      );
      const job = simulator.jobs.create(kind.name, {
        params,
        ...({ play, ...options } as { play: PlayName }),
      });
      const frames = new Set<string | undefined>();
      for (let second = 0; second < 90; second += 2) {
        frames.add(job.frame);
        const answer = await send(simulator, document, model.read.id, { ...params, [model.idParam]: job.id });
        const body = await answer.json();
        if (answer.ok) expect(issuesOf(document, model.read.id, body)).toEqual([]);
        else expect([404, 410]).toContain(answer.status);
        await simulator.clock.advance(2000);
      }
      expect(frames.size).toBeGreaterThan(play === "stuckInQueue" ? 0 : 1);
    },
  );

  it.each(specs)("$provider: what can be cancelled ends as cancelled", async ({ document }) => {
    for (const model of loadSpec(document).kinds.filter(({ cancel }) => cancel !== undefined)) {
      const [start] = model.starts;
      if (start === undefined) continue;
      const simulator = simulate(document, {
        jobs: { [model.name]: success({ runningMs: 600_000 }) },
      });
      await send(simulator, document, start.id).then((answer) => answer.text());
      const [job] = simulator.jobs.of(model.name);
      const known = { ...job?.params, [model.idParam]: job?.id, ...idsIn(model, job?.body()) };
      await simulator.clock.advance(3000);
      const answer = await send(simulator, document, model.cancel?.operation.id ?? "", known);
      expect([model.name, answer.status < 300]).toEqual([model.name, true]);
      await simulator.clock.advance(1000);
      expect([model.name, job?.status]).toEqual([model.name, "cancelled"]);
    }
  });

  it.each(specs)("$provider: every list answers as declared and shows the job", async ({ document }) => {
    for (const model of loadSpec(document).kinds.filter(({ list }) => list !== undefined)) {
      const simulator = simulate(document);
      const [start] = model.starts;
      const job = start
        ? await send(simulator, document, start.id).then(() => simulator.jobs.of(model.name)[0])
        : simulator.jobs.create(model.name);
      const id = model.list?.operation.id ?? "";
      const known = { ...startPath(simulator), ...idsIn(model, job?.body()), ...job?.params };
      const answer = await send(simulator, document, id, known);
      const body = await answer.json();
      expect([model.name, issuesOf(document, id, body)]).toEqual([model.name, []]);
      expect([model.name, JSON.stringify(body).includes(job?.id ?? "?")]).toEqual([model.name, true]);
    }
  });

  it.each(specs)("$provider: every stream says the id or follows the job, and ends", async ({ document }) => {
    for (const model of loadSpec(document).kinds.filter(({ stream }) => stream !== undefined)) {
      const simulator = simulate(document);
      const [start] = model.starts;
      const operation = model.stream?.operation;
      if (start === undefined || operation === undefined) continue;
      const isOwn = operation === start;
      const first = await send(simulator, document, start.id, {}, isOwn ? model.stream?.body : {});
      const [job] = simulator.jobs.of(model.name);
      const answer = isOwn
        ? first
        : await send(simulator, document, operation.id, { [model.idParam]: job?.id });
      const events = eventsIn(await answer.text());
      const schema = eventsOf(operation)?.schema;
      for (const event of events)
        expect(validate(schema, event, { root: document, openEnums: true })).toEqual([]);
      expect(model.stream?.until).toContain(events.at(-1)?.type);
      expect(job?.status).toBe("succeeded");
      if (isOwn) expect(events[0]).toMatchObject({ jobId: job?.id });
    }
  });
});

function startPath(simulator: Simulator): Readonly<Record<string, string>> {
  return simulator.requests[0]?.params.path ?? {};
}

/** Ids that a cancel or list of the kind takes from the body. */
function idsIn(
  model: { readonly cancel?: { readonly params: object }; readonly list?: { readonly params: object } },
  body: unknown,
) {
  const bindings = Object.entries({ ...model.list?.params, ...model.cancel?.params });
  return Object.fromEntries(
    bindings.flatMap(([name, binding]) => {
      const found = [binding]
        .flat()
        .find((one) => typeof one === "string" && one.startsWith("$response.body#/"));
      const value =
        found && (body as Record<string, unknown>)[String(found).slice("$response.body#/".length)];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
