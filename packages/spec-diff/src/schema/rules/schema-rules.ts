import type { SchemaRule } from "../rule.ts";
import { additionalRule } from "./additional.ts";
import { alternativesRule } from "./alternatives.ts";
import { defaultRule } from "./default.ts";
import { formatRule } from "./format.ts";
import { limitsRule } from "./limits.ts";
import { deprecatedRule, secretRule } from "./notices.ts";
import { nullableRule } from "./nullable.ts";
import { typeRule } from "./type.ts";
import { wordsRule } from "./words.ts";

/** The rules about one schema, without those that go into its parts. */
export const schemaRules: readonly SchemaRule[] = [
  typeRule,
  nullableRule,
  formatRule,
  wordsRule,
  limitsRule,
  defaultRule,
  additionalRule,
  alternativesRule,
  deprecatedRule,
  secretRule,
];
