import { waitAll } from "@jobwire/job-utils";
import type { JobScript } from "@jobwire/testing";
import { describe, expect, test } from "vitest";
import { type KindCase, kindNamed, kindOf, kinds, kindsThat, starterOf } from "./support/apis.ts";
import { inputOf } from "./support/inputs.ts";
import { listInputOf } from "./support/lists.ts";
import { begin, beginIn, createWorld, expectNothingLeft, type World } from "./support/world.ts";

const script: JobScript = { play: "success", queuedMs: 1_000, runningMs: 900_000 };
const started = kinds.flatMap((one) =>
  one.startName === undefined ? [] : [{ ...one, startName: one.startName }],
);

function requestsOf({ simulator }: World, role: string) {
  return simulator.requests.filter((request) => request.role === role);
}

test.each(started)(
  "headers given to a start of a $api.name $kind go with every request of the job",
  async (one) => {
    const world = createWorld(one.api, { jobs: { [one.kind]: { ...script, cancel: { afterMs: 5_000 } } } });
    const options = { headers: { "X-Trace": "t-1" } };
    const handle = await starterOf(world.client, one).start(inputOf(one.api, one.startName), options);
    await handle.refresh();
    if (one.definition.can.includes("cancel")) {
      await handle.cancel({ wait: false });
      expect(requestsOf(world, "cancel").length).toBe(1);
    }
    expect(requestsOf(world, "read").length).toBeGreaterThan(0);
    expect(world.simulator.requests.filter((request) => request.header("x-trace") !== "t-1")).toEqual([]);
  },
);

test.each(started)("a start of a $api.name $kind that is answered with null is uncertain", async (one) => {
  const fault = { type: "answer", status: 200, body: null } as const;
  const world = createWorld(one.api, { faults: [{ on: { role: "start" }, fault }] });
  const starting = starterOf(world.client, one).start(inputOf(one.api, one.startName));
  await expect(starting).rejects.toMatchObject({ name: "JobStartUncertainError", kind: one.kind });
  expectNothingLeft(world);
});

/** Where an operation names the workflow that it starts: body first, then the header of before April 2026. */
const inHeaderAlone = ["updateInstallInputs"]; // answers with the inputs
const inBodyAlone = ["createAdHocAction"]; // newer than the header

describe.each(Object.keys(kindNamed("nuon", "workflow").definition.starts))(
  "the workflow that nuon's %s starts",
  (startName) => {
    const one = { ...kindNamed("nuon", "workflow"), startName };
    const startWith = (body: unknown) => {
      const headers = { "X-Nuon-Install-Workflow-ID": "inw_header" };
      const { client } = createWorld(one.api, {}, { fetch: async () => Response.json(body, { headers }) });
      return starterOf(client, one).start(inputOf(one.api, startName));
    };

    test("is the one that the body names", async () => {
      const id = inHeaderAlone.includes(startName) ? "inw_header" : "inw_body";
      expect((await startWith({ workflow_id: "inw_body", id: "other" })).id).toBe(id);
    });

    test.each([
      ["names none", {}],
      ["is text", "accepted"],
    ])("is the one in the header where the body %s", async (_, body) => {
      const starting = startWith(body);
      if (inBodyAlone.includes(startName)) {
        await expect(starting).rejects.toMatchObject({ name: "JobStartUncertainError" });
      } else {
        expect((await starting).id).toBe("inw_header");
      }
    });
  },
);

test("a deploy names its workflow by its older name too", async () => {
  const one = { ...kindNamed("nuon", "workflow"), startName: "createInstallComponentDeploy" };
  const fetch = async () => Response.json({ install_workflow_id: "inw_older" });
  const { client } = createWorld(one.api, {}, { fetch });
  const handle = await starterOf(client, one).start(inputOf(one.api, one.startName));
  expect(handle.id).toBe("inw_older");
});

test.each(kindsThat("cancel"))(
  "what the answer to the cancel of a $api.name $kind says is of no interest",
  async (one) => {
    const fault = { type: "answer", status: 200, text: "<p>Gone</p>", contentType: "text/html" } as const;
    const world = await begin(one, script, { faults: [{ on: { role: "cancel" }, fault }] });
    expect(await world.handle.cancel()).toMatchObject({ status: "succeeded" });
    expect(requestsOf(world, "cancel").length).toBe(1);
    expectNothingLeft(world);
  },
);

/** How many jobs a page of a list is asked for, by what its provider allows; none where it has no such parameter. */
const pageSizes: Readonly<Record<string, number | undefined>> = {
  nia: 100,
  nullspace: undefined,
  nuon: 100,
  sieve: 500,
};

describe.each(kindsThat("list"))("the list of a $api.name $kind", (one) => {
  test("is read in the largest pages, or in those that the caller asks for", async () => {
    const world = createWorld(one.api, { jobs: { [one.kind]: script } });
    await beginIn(world, one, script);
    const { limit: _, ...input } = listInputOf(one).input;
    const limit = pageSizes[one.api.name];
    await all(kindOf(world.client, one).list(input));
    if (limit !== undefined) await all(kindOf(world.client, one).list({ ...input, limit: limit - 1 }));
    const limits = requestsOf(world, "list").map(({ params }) => params.query.limit);
    expect(limits.map(Number)).toEqual(limit === undefined ? [Number.NaN] : [limit, limit - 1]);
  });
});

/** Jobs that were started and read once. */
async function crowd(one: KindCase) {
  const world = createWorld(one.api, { jobs: { [one.kind]: script } });
  const handles = [];
  for (let count = 0; count < 6; count += 1) handles.push(await beginIn(world, one, script));
  await Promise.all(handles.map((handle) => handle.refresh()));
  const before = world.simulator.requests.length;
  return { world, handles, sent: () => world.simulator.requests.length - before };
}

test.each(kindsThat("list"))(
  "many $api.name $kind are waited for by their list where its pages are known to hold many",
  async (one) => {
    const [together, alone] = [await crowd(one), await crowd(one)];
    const outcomes = await waitAll(together.handles);
    expect(outcomes.map((outcome) => outcome.status === "fulfilled" && outcome.value.status)).toEqual(
      together.handles.map(() => "succeeded"),
    );
    await Promise.all(alone.handles.map((handle) => handle.wait()));
    const lists = requestsOf(together.world, "list").length;
    if (pageSizes[one.api.name] === undefined) {
      expect(lists).toBe(0);
    } else {
      expect(lists).toBeGreaterThan(0);
      expect(together.sent(), "fewer requests than one by one").toBeLessThan(alone.sent());
    }
    expectNothingLeft(together.world);
  },
);

async function all(items: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of items);
}
