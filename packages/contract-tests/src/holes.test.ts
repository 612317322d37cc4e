import { type AnyJobDefinition, type JobDefinition, type JobTypes, toJob } from "@jobwire/job-utils";
import { describe, expect, test } from "vitest";
import { readGolden } from "./golden.ts";
import { definitionsOf, packages } from "./providers.ts";

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Copies of a value in which one place below it is missing, or null where it is a property, each with the place. */
function holesIn(value: Json, at = ""): readonly (readonly [place: string, holed: Json | undefined])[] {
  if (typeof value !== "object" || value === null) return [];
  const entries = Object.entries(value) as readonly (readonly [string, Json])[];
  return entries.flatMap(([key, inner]) => {
    const put = (other: Json | undefined): Json =>
      Array.isArray(value)
        ? value.flatMap((item: Json, index) =>
            String(index) !== key ? [item] : other === undefined ? [] : [other],
          )
        : Object.fromEntries(
            entries.flatMap(([k, v]) => (k !== key ? [[k, v]] : other === undefined ? [] : [[k, other]])),
          );
    const place = `${at}/${key}`;
    return [
      [`${place} missing`, put(undefined)],
      ...(Array.isArray(value) ? [] : [[`${place} null`, put(null)] as const]),
      ...holesIn(inner, place).map(([where, holed]) => [where, put(holed)] as const),
    ];
  });
}

for (const [provider, exported] of Object.entries(packages)) {
  const rows = await readGolden(provider);
  describe(`holes in bodies of ${provider}`, () => {
    test.each(definitionsOf(exported).map((definition) => [definition.kind, definition] as const))(
      "%s: whatever is missing or null, a job comes out, and no success without a status",
      (kind, definition: AnyJobDefinition) => {
        const normalize = (body: Json | undefined) =>
          toJob(definition as unknown as JobDefinition<JobTypes>, body, { id: "asked-for" });
        const own = rows.filter((row) => row.kind === kind && row.job !== undefined);
        let holes = 0;
        for (const [place, holed] of own.flatMap(({ body }) => holesIn(body as Json))) {
          holes += 1;
          const told = `${place} of ${JSON.stringify(holed)?.slice(0, 200)}`;
          expect(() => normalize(holed), told).not.toThrow();
          const job = normalize(holed);
          expect(job.id, told).not.toBe("");
          if (job.rawStatus === "") expect(job.status, told).not.toBe("succeeded");
        }
        expect(holes).toBeGreaterThan(20);
        expect(normalize({})).toMatchObject({ id: "asked-for", status: "unknown", rawStatus: "" });
      },
    );
  });
}
