/**
 * How strong the oracle is: gets every kind of job wrong in one place after the other, compiles it, and reports what no row
 * of golden.yaml notices. `node --conditions=@jobwire/source scripts/mutate-specs.ts [provider…]`; exits with 1 if a word,
 * an exception or a pointer survives. A condition that survives is shown and allowed: the table may say the same.
 */
import { type KindCase, kinds } from "../packages/contract-tests/src/support/apis.ts";
import { goldenOf } from "../packages/contract-tests/src/support/golden-rows.ts";
import { type Mutation, mutantsOf, survives } from "../packages/contract-tests/src/support/mutants.ts";

const mutations: readonly Mutation[] = ["words", "exceptions", "conditions", "pointers"];
const strict: ReadonlySet<Mutation> = new Set(["words", "exceptions", "pointers"]);

interface Score {
  readonly kind: KindCase;
  readonly mutation: Mutation;
  readonly made: number;
  /** Refused by the compiler: nobody could have committed it. */
  readonly refused: number;
  readonly survivors: readonly string[];
}

function scoreOf(kind: KindCase, mutation: Mutation): Score {
  const rows = goldenOf(kind);
  const mutants = mutantsOf(kind, mutation);
  return {
    kind,
    mutation,
    made: mutants.length,
    refused: mutants.filter(({ definition }) => definition === undefined).length,
    survivors: mutants.filter((mutant) => survives(mutant, rows)).map(({ name }) => name),
  };
}

function show({ kind, mutation, made, refused, survivors }: Score): void {
  if (made === 0) return;
  const counts = `${String(made).padStart(4)} made  ${String(refused).padStart(4)} refused  ${String(survivors.length).padStart(3)} survive`;
  console.log(`${kind.api.name.padEnd(10)} ${kind.kind.padEnd(22)} ${mutation.padEnd(11)} ${counts}`);
  for (const survivor of survivors) console.log(`    ${survivor}`);
}

const wanted = process.argv.slice(2);
const chosen = kinds.filter(({ api }) => wanted.length === 0 || wanted.includes(api.name));
const scores = chosen.flatMap((kind) => mutations.map((mutation) => scoreOf(kind, mutation)));
for (const score of scores) show(score);

const made = scores.reduce((sum, score) => sum + score.made, 0);
const left = scores.reduce((sum, score) => sum + score.survivors.length, 0);
console.log(`\n${made} mutants, ${left} survive (${((100 * (made - left)) / made).toFixed(1)} % noticed)`);
if (scores.some(({ mutation, survivors }) => strict.has(mutation) && survivors.length > 0))
  process.exitCode = 1;
