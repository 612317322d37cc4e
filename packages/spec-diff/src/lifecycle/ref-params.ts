import { same } from "../canonical.ts";
import type { Operation } from "../document/operations.ts";
import { pathNames } from "../document/operations.ts";
import { own } from "../json.ts";
import { type KindRule, say } from "./kind-pair.ts";
import { relationOf } from "./operation-names.ts";

/** The operations of both documents by key. */
interface Both {
  readonly base: ReadonlyMap<string, Operation>;
  readonly head: ReadonlyMap<string, Operation>;
}

/** A ref carries the parameters of the read beside the id, by name: other names, and stored refs no longer fit. */
export function refParamsRule({ base, head }: Both): KindRule {
  return (pair) => {
    const read = (side: "base" | "head") =>
      relationOf(own(pair[side].value, "read"), pair.names[side])?.operations[0] ?? "";
    const [before, after] = [base.get(read("base")), head.get(read("head"))];
    if (before === undefined || after === undefined) return [];
    const [one, other] = [carried(before), carried(after)];
    if (same(one, other)) return [];
    const fits = other.every((name) => one.includes(name));
    return [
      say(pair, {
        rule: "ref-params-changed",
        path: ["read"],
        what: "what a ref carries",
        predicate: `is ${text(other)} instead of ${text(one)}`,
        before: one,
        after: other,
        lifecycle: fits ? "additive" : "breaking",
        types: fits ? "additive" : "breaking",
        audience: `stored refs of jobs of kind \`${pair.name}\``,
        howToMigrate: fits
          ? "Nothing."
          : "Write the new names into stored refs, or attach by id and parameters.",
      }),
    ];
  };
}

/** Required parameters of the read without the last one of its path, which is the id. */
function carried({ path, parameters }: Operation): readonly string[] {
  const id = pathNames(path).at(-1);
  const required = parameters.filter((one) => one.required && one.name !== id && one.in !== "cookie");
  return required.map((one) => one.name).sort();
}

function text(names: readonly string[]): string {
  return names.length === 0 ? "the id alone" : `the id and ${names.join(", ")}`;
}
