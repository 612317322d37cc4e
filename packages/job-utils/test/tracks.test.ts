import { expect, test } from "vitest";
import { boundTo } from "../src/bound.ts";
import { Tracks } from "../src/tracks.ts";
import { FakeClient, task } from "./fake-api.ts";

function tracksOf() {
  return new Tracks(boundTo(new FakeClient(), task, {}));
}

test("a track is found while somebody needs it, by id, parameters, key and headers", () => {
  const tracks = tracksOf();
  const addresses = [
    [{ id: "t1", params: {} }, {}],
    [{ id: "t1", params: { folder: "a" } }, {}],
    [{ id: "t1", params: {} }, { apiKey: "k" }],
    [{ id: "t2", params: {} }, {}],
  ] as const;
  const made = addresses.map(([address, call]) => tracks.create(address, call));
  const found = () => addresses.map(([address, call]) => made.indexOf(tracks.find(address, call) as never));
  expect(found()).toEqual([-1, -1, -1, -1]);
  for (const track of made) track.enter();
  expect(found()).toEqual([0, 1, 2, 3]);
  made[1]?.leave(); // from the middle of a chain
  expect(found()).toEqual([0, -1, 2, 3]);
  made[2]?.leave(); // the first of a chain
  expect(found()).toEqual([0, -1, -1, 3]);
  made[0]?.leave(); // the last one
  made[3]?.leave();
  expect(found()).toEqual([-1, -1, -1, -1]);
  made[0]?.enter();
  expect(found()).toEqual([0, -1, -1, -1]);
  made[0]?.leave();
});
