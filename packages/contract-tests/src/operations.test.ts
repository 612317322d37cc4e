import { type Step, success } from "@jobwire/testing";
import { describe, expect, test } from "vitest";
import { type Api, apis } from "./support/apis.ts";
import { inputsOf, operationsOf, type SpecOperation, type Tree } from "./support/inputs.ts";
import { createWorld, type World } from "./support/world.ts";

describe.each(apis)("operations of $name", (api) => {
  const declared = operationsOf(api.spec);
  const names = Object.keys(api.table.operations);

  test("the client has every operation of the document, and no other", () => {
    expect([...declared.keys()].sort()).toEqual([...names].sort());
    const client = createWorld(api).client;
    expect(names.filter((name) => typeof client.withReply[name] !== "function")).toEqual([]);
  });

  test.each([...declared.values()])(
    "$id is reachable with every input of the document's examples",
    async (operation) => {
      const inputs = [...inputsOf(api, operation), ...inputsOf(api, operation, "all")];
      expect(inputs.length).toBeGreaterThan(0);
      for (const input of inputs) {
        if (input.stream === true && returns(operation) !== "events") continue; // asked for through `stream`, below
        const world = worldWith(operation);
        await call(world, operation, { ...input, ...stepThatWaits(world, operation) });
        const [seen] = world.simulator.requests.of(operation.id);
        expect(world.simulator.refusals).toEqual([]);
        expect(seen, "the client sent something else").toBeDefined();
        expect(Object.keys(operation.responses), "the simulator answered what is not declared").toContain(
          String(seen?.status),
        );
        expect(seen?.status).toBeLessThan(300);
      }
    },
  );

  const streaming = names.filter((name) => api.table.operations[name]?.returns?.endsWith("events"));
  test.each(streaming)("%s answers with events through `stream`", async (name) => {
    const operation = declared.get(name) as SpecOperation;
    const world = worldWith(operation);
    const [input = {}] = inputsOf(api, operation);
    const events: unknown[] = [];
    const asked = returns(operation) === "events" ? {} : { stream: true };
    const stream = await world.client.stream[name]?.({ ...input, ...asked });
    for await (const event of stream ?? []) events.push(event);
    expect(events.length).toBeGreaterThan(0);
    expect(world.simulator.refusals).toEqual([]);
  });

  const paged = names.filter((name) => api.table.operations[name]?.pagination !== undefined);
  test.each(paged)("%s answers in pages through `pages`", async (name) => {
    const operation = declared.get(name) as SpecOperation;
    const world = worldWith(operation);
    const [input = {}] = inputsOf(api, operation);
    let count = 0;
    for await (const page of world.client.pages[name]?.(input, { maxPages: 3 }) ?? []) count += page.length;
    expect(count).toBeGreaterThanOrEqual(0);
    expect(world.simulator.requests.of(name).length).toBeGreaterThan(0);
    expect(world.simulator.refusals).toEqual([]);
  });

  function returns({ id }: SpecOperation): string | undefined {
    return api.table.operations[id]?.returns;
  }

  /** A world with a job of every kind, under the ids of the examples; those that an operation answers wait for it. */
  function worldWith(operation: SpecOperation): World {
    const world = createWorld(api);
    const [input = {}] = inputsOf(api, operation);
    const own = pathNames(operation);
    for (const { name } of world.simulator.kinds) {
      const read = declared.get(readOf(api, name)) as SpecOperation;
      const [readInput = {}] = inputsOf(api, read);
      const all: Tree = { ...readInput, ...pick(input, own) };
      const idName = pathNames(read).at(-1) ?? "";
      const waits = own.includes("step_id") && name === "workflow";
      world.simulator.jobs.create(name, {
        ...(waits ? { timeline: waitingTimeline(operation) } : success()),
        id: String(all[idName]),
        params: pick(
          all,
          pathNames(read).filter((one) => one !== idName),
        ),
      });
    }
    return world;
  }
});

/** A workflow that waits for what an operation gives: an approval, or another try. */
function waitingTimeline({ id }: SpecOperation): readonly Step[] {
  const frame = /retry|skip/i.test(id) ? "failed-pending-retry" : "in-progress#waiting-approval";
  const set = id === "skipWorkflowStep" ? { "/steps/2/skippable": true } : {};
  return [{ frame, set, untilAction: true }, { frame: "success" }];
}

/** The step of the workflow that an operation can answer. */
function stepThatWaits({ simulator }: World, { id }: SpecOperation): object {
  if (!/^(retry|skip)WorkflowStep$/.test(id)) return {};
  const [workflow] = simulator.jobs.of("workflow");
  const { steps = [] } = (workflow?.body() ?? {}) as {
    readonly steps?: readonly { readonly id: string; readonly status: Tree }[];
  };
  return { step_id: steps.find(({ status }) => status.status === "failed-pending-retry")?.id };
}

function readOf({ spec }: Api, kind: string): string {
  return (spec["x-jobs"] as Readonly<Record<string, { readonly read: string }>>)[kind]?.read ?? "";
}

function pathNames({ path }: SpecOperation): readonly string[] {
  return [...path.matchAll(/\{([^}]+)\}/g)].map(([, name = ""]) => name);
}

function pick(tree: Tree, names: readonly string[]): Tree {
  return Object.fromEntries(names.filter((name) => name in tree).map((name) => [name, tree[name]]));
}

async function call({ client }: World, operation: SpecOperation, input: object): Promise<void> {
  const reply = await client.withReply[operation.id]?.(input);
  const response = operation.responses[String(reply?.httpStatus)];
  if (response?.examples.length === 0) expect(reply?.raw).toBeUndefined();
  else expect(reply?.raw).toBeDefined();
}
