import { expect, it } from "vitest";
import { compareDocuments } from "../src/compare-documents.ts";
import type { JsonObject } from "../src/json.ts";
import { applyPatch, type PatchOperation } from "../src/json-patch.ts";
import { corpusBase } from "./corpus.ts";

const listParameters = "/paths/~1v1~1jobs/get/parameters";
const stop = "/paths/~1v1~1jobs~1{job_id}~1stop";
const run = "/paths/~1v1~1projects~1{project_id}~1runs~1{run_id}/get";

interface Told {
  readonly rule: string;
  readonly subject: string;
  readonly predicate: string;
  readonly howToMigrate: string;
  readonly verdicts: { readonly wire: string; readonly types: string; readonly lifecycle: string };
}

function changes(patch: readonly PatchOperation[]): readonly Told[] {
  return compareDocuments(corpusBase, applyPatch(corpusBase, patch) as JsonObject).predicted.map(
    ({ change }) => change,
  );
}

it.each<[string, readonly PatchOperation[], readonly [string, string, string, string]]>([
  [
    "a path parameter",
    [
      { op: "replace", path: `${stop}/post/parameters/0/name`, value: "id" },
      { op: "move", from: stop, path: "/paths/~1v1~1jobs~1{id}~1stop" },
    ],
    ["path-parameter-renamed", "none", "none", "Write `id` instead of `job_id` in the input."],
  ],
  [
    "a query parameter",
    [{ op: "replace", path: `${listParameters}/1/name`, value: "skip" }],
    ["parameter-renamed", "breaking", "none", "Send `skip` instead of `offset`, with the same values."],
  ],
  [
    "a header",
    [{ op: "replace", path: `${listParameters}/4/name`, value: "X-Trace" }],
    ["parameter-renamed", "breaking", "none", "Send `x-trace` instead of `trace`, with the same values."],
  ],
  [
    "an operation",
    [{ op: "replace", path: "/paths/~1v1~1report/get/operationId", value: "readReport" }],
    ["operation-renamed", "none", "none", "Call `readReport` instead of `getReport`."],
  ],
  [
    "a component",
    [
      { op: "move", from: "/components/schemas/Approval", path: "/components/schemas/Consent" },
      {
        op: "replace",
        path: "/components/schemas/Job/properties/approval/$ref",
        value: "#/components/schemas/Consent",
      },
    ],
    ["component-renamed", "none", "none", "Import `Consent` instead."],
  ],
  [
    "a kind that lists its old name",
    [
      { op: "replace", path: "/x-jobs/run/formerly", value: ["build", "run"] },
      { op: "move", from: "/x-jobs/run", path: "/x-jobs/execution" },
    ],
    ["kind-renamed", "none", "additive", "Write `jobs.execution` instead of `jobs.run`."],
  ],
  [
    "a kind that does not",
    [{ op: "move", from: "/x-jobs/run", path: "/x-jobs/execution" }],
    [
      "kind-renamed",
      "none",
      "breaking",
      "Write `jobs.execution`; in the spec, add `formerly: [run]` so that stored refs keep working.",
    ],
  ],
])("%s under another name is one change", (_, patch, [rule, wire, lifecycle, howToMigrate]) => {
  expect(changes(patch)).toMatchObject([
    { rule, howToMigrate, verdicts: { wire, types: "breaking", lifecycle } },
  ]);
});

it("takes a kind for the same when the operation that reads it has another name too", () => {
  const found = changes([
    { op: "replace", path: `${run}/operationId`, value: "getExecution" },
    { op: "replace", path: "/x-jobs/run/read", value: "getExecution" },
    { op: "move", from: "/x-jobs/run", path: "/x-jobs/execution" },
  ]);
  expect(found.map(({ rule }) => rule).sort()).toEqual(["kind-renamed", "operation-renamed"]);
});

it("tells of an operation's new name once, and not again of the kinds that use it", () => {
  const found = changes([
    { op: "replace", path: `${run}/operationId`, value: "getExecution" },
    { op: "replace", path: "/x-jobs/run/read", value: "getExecution" },
  ]);
  expect(found.map(({ rule }) => rule)).toEqual(["operation-renamed"]);
});

it("takes a component for the same when it stands where the old one stood, whatever else changed in it", () => {
  const found = changes([
    { op: "move", from: "/components/schemas/Approval", path: "/components/schemas/Consent" },
    { op: "add", path: "/components/schemas/Consent/properties/by", value: { type: "string" } },
    {
      op: "replace",
      path: "/components/schemas/Job/properties/approval/$ref",
      value: "#/components/schemas/Consent",
    },
  ]);
  expect(found.map(({ rule }) => rule).sort()).toEqual(["component-renamed", "property-added"]);
});

it("names the type that took the place of one that is gone", () => {
  const [removed] = changes([
    { op: "remove", path: "/components/schemas/Approval" },
    {
      op: "replace",
      path: "/components/schemas/Job/properties/approval/$ref",
      value: "#/components/schemas/Problem",
    },
  ]).filter(({ rule }) => rule === "component-removed");
  expect(removed?.howToMigrate).toBe("Import `Problem` instead.");
});

it("does not guess which of several like parameters took a place", () => {
  const found = changes([
    { op: "replace", path: `${listParameters}/1/name`, value: "skip" },
    {
      op: "add",
      path: `${listParameters}/-`,
      value: { name: "start", in: "query", schema: { type: "integer" } },
    },
  ]);
  expect(found.map(({ rule }) => rule).sort()).toEqual([
    "parameter-added",
    "parameter-added",
    "parameter-removed",
  ]);
});
