import type { Charge } from "../../api/plans.ts";
import type {
  OfferedPlan,
  PlanCredit,
  PlanDifference,
  PlanDifferences,
  PlanFeature,
  PlanQuota,
} from "../api/changes.ts";
import type { Language } from "./language.tsx";
import { cadenceWords, priceWords } from "./price-words.ts";

type Speaking = Pick<Language, "say" | "money" | "quantity" | "units" | "code">;

/** Something that a plan includes: what it is called, and how much of it; null where it is there or not. */
export interface Inclusion {
  readonly key: string;
  readonly name: string;
  readonly words: string | null;
}

/** All that a plan includes, in the reader's language. */
export const inclusionsOf = (
  language: Speaking,
  { charges, features, quotas, credits }: OfferedPlan,
): readonly Inclusion[] => [
  ...charges.map((charge) => ofCharge(language, charge)),
  ...quotas.map((quota) => ofQuota(language, quota)),
  ...features.map((feature) => ofFeature(language, feature)),
  ...credits.map((credit) => ofCredit(language, credit)),
];

/** Something that another plan has more or less of, or otherwise. */
export interface Difference {
  readonly key: string;
  readonly name: string;
  readonly now: string;
  readonly after: string;
}

/** All that would be otherwise in another plan, in the reader's language. */
export const differencesOf = (
  language: Speaking,
  { charges, features, quotas, credits }: PlanDifferences,
): readonly Difference[] => [
  ...charges.flatMap((one) => between(language, one, ofCharge)),
  ...quotas.flatMap((one) => between(language, one, ofQuota)),
  ...features.flatMap((one) => between(language, one, ofFeature)),
  ...credits.flatMap((one) => between(language, one, ofCredit)),
];

function between<Part>(
  language: Speaking,
  { now, after }: PlanDifference<Part>,
  inclusionOf: (language: Speaking, part: Part) => Inclusion,
): readonly Difference[] {
  const [mine, theirs] = [now, after].map((part) =>
    part === null ? undefined : inclusionOf(language, part),
  );
  const either = theirs ?? mine;
  if (either === undefined) return [];
  const { key, name } = either;
  const said = (side: Inclusion | undefined): string =>
    side === undefined
      ? language.say("plan.not-included")
      : (side.words ?? language.say("plan.is-included"));
  // What differs in nothing that is shown.
  if (said(mine) === said(theirs)) return [];
  return [{ key, name, now: said(mine), after: said(theirs) }];
}

/** What use costs: what is included of it, and the price past that. */
function ofCharge(language: Speaking, charge: Charge): Inclusion {
  const { id, name, included, overage, price, unit } = charge;
  const { say, units } = language;
  const past = priceWords(language, price);
  return {
    key: `charge ${id}`,
    name,
    words:
      included === null
        ? past
        : overage === "block"
          ? say("plan.included-only", { included: units(included, unit) })
          : say("plan.included-then", { included: units(included, unit), price: past }),
  };
}

function ofQuota({ say, units, code }: Speaking, quota: PlanQuota): Inclusion {
  const { id, meterName, unit, limit, per } = quota;
  const window =
    typeof per === "object"
      ? say("quota.per.rolling", { length: lengthWords(code, per.rolling) })
      : say(`quota.per.${per}` as "quota.per.day");
  return {
    key: `quota ${id}`,
    name: meterName,
    words: limit === null ? say("plan.unlimited") : `${units(limit, unit)} ${window}`,
  };
}

const ofFeature = ({ say, quantity }: Speaking, { id, name, value }: PlanFeature): Inclusion => ({
  key: `feature ${id}`,
  name,
  words:
    value === true || value === null
      ? null
      : value === "unlimited"
        ? say("plan.unlimited")
        : /^\d+(\.\d+)?$/.test(value)
          ? quantity(value)
          : value,
});

function ofCredit(language: Speaking, { id, name, amount, every }: PlanCredit): Inclusion {
  const worth = amount === null ? null : priceWords(language, amount);
  const words = every === null ? worth : `${worth ?? ""} ${cadenceWords(language, every)}`.trim();
  return { key: `credit ${id}`, name, words };
}

const parts = [
  ["day", /(\d+)D/],
  ["hour", /(\d+)H/],
  ["minute", /(\d+)M/],
] as const;

/** An ISO 8601 duration of days, hours and minutes; any other as it stands. */
function lengthWords(code: Language["code"], duration: string): string {
  const said = parts.flatMap(([unit, part]) => {
    const [, count] = part.exec(duration) ?? [];
    if (count === undefined) return [];
    const options = { style: "unit", unit, unitDisplay: "long" } as const;
    return [new Intl.NumberFormat(code, options).format(Number(count))];
  });
  return said.length === 0 ? duration : said.join(" ");
}
