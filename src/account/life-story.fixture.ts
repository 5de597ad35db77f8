import fc from "fast-check";
import { assert, expectOk } from "../fault/fault.ts";
import { usd } from "../money/money.ts";
import { flat } from "../pricing/flat.ts";
import { acme, subscription } from "./account.fixture.ts";
import type { ChangeFact } from "./change-fact.ts";
import type { AccountFact } from "./fact.ts";
import { type PriceBooks, priceBooks } from "./price-book.ts";

/** Two versions of the model, the second with a dearer plan and a dearer add-on; changes may reach `grace` back. */
export function versions(grace: string): PriceBooks {
  const { team, ...plans } = acme.plans;
  const { addons } = acme;
  assert(addons !== undefined, "there are add-ons");
  const first = { ...acme, invoicing: { ...acme.invoicing, grace } };
  const second = {
    ...first,
    version: "2",
    plans: {
      ...plans,
      team: { ...team, prices: { monthly: flat(usd(599)), annual: flat(usd(5_990)) } },
    },
    addons: {
      ...addons,
      insights: { ...addons.insights, prices: { monthly: flat(usd(41)), annual: flat(usd(400)) } },
    },
  };
  return expectOk(priceBooks([first, second]));
}

/** Something told of a subscription: so many days after the last, of which one, and for which day. */
export interface Telling {
  readonly gap: number;
  readonly on: number | "now" | "period-end";
  readonly of: string;
  readonly move: Readonly<Record<string, unknown>>;
}

/** Any life of a subscription with two add-ons. */
export const tellings: fc.Arbitrary<readonly Telling[]> = fc.array(
  fc.record({
    gap: fc.integer({ min: 0, max: 25 }),
    on: fc.oneof(
      fc.integer({ min: -8, max: 40 }),
      fc.constantFrom("now" as const, "now" as const, "period-end" as const),
    ),
    of: fc.constantFrom("s-1", "s-1", "s-1", "a-1", "v-1"),
    move: fc.constantFrom<Telling["move"]>(
      { fact: "change", plan: "hybrid" },
      { fact: "change", plan: "hybrid", cadence: "monthly", proration: "none" },
      { fact: "change", plan: "hybrid", endAddons: ["a-1"] },
      { fact: "change", plan: "team", cadence: "monthly" },
      { fact: "change", plan: "team", cadence: "annual" },
      { fact: "change", plan: "team", cadence: "annual", proration: "none" },
      { fact: "change", plan: "tried", cadence: "monthly" },
      { fact: "change", cadence: "annual" },
      { fact: "change", alignment: "calendar" },
      { fact: "change", trialDays: 0 },
      { fact: "change", trialDays: 21 },
      { fact: "change", quantity: 3 },
      { fact: "change", quantity: 2, proration: "none" },
      { fact: "change", model: "acme@2" },
      { fact: "change", model: "acme@2" },
      { fact: "cancel", credit: "prorated" },
      { fact: "cancel" },
      { fact: "pause" },
      { fact: "pause" },
      { fact: "pause", credit: "none" },
      { fact: "resume" },
      { fact: "resume" },
      { fact: "resume" },
      { fact: "resume" },
      { fact: "resume" },
      { fact: "reactivate" },
      { fact: "reactivate" },
      { fact: "undo" },
      { fact: "undo" },
    ),
  }),
  { minLength: 3, maxLength: 16 },
);

/** How the three are bought: days after the first of January, and how long before its start the first one is known. */
export interface Purchases {
  readonly begin: number;
  readonly known: number;
  readonly plan: string;
  readonly model: string;
  readonly trialDays: number | undefined;
  readonly alignment: "anniversary" | "calendar";
  readonly insights: number;
  readonly vault: number;
  readonly ramp:
    | readonly { readonly months: number; readonly [term: string]: string | number }[]
    | undefined;
}

/** Any purchase of a subscription and two add-ons. */
export const purchases: fc.Arbitrary<Purchases> = fc.record({
  begin: fc.integer({ min: 0, max: 60 }),
  known: fc.integer({ min: -40, max: 20 }),
  plan: fc.constantFrom("team", "tried"),
  model: fc.constantFrom("acme@1", "acme@1", "acme@2"),
  trialDays: fc.option(fc.integer({ min: 0, max: 45 }), { nil: undefined }),
  alignment: fc.constantFrom("anniversary" as const, "calendar" as const),
  insights: fc.integer({ min: 0, max: 90 }),
  vault: fc.integer({ min: 0, max: 90 }),
  ramp: fc.option(
    fc.tuple(
      fc.record({
        months: fc.integer({ min: 1, max: 4 }),
        quantity: fc.integer({ min: 1, max: 3 }),
      }),
      fc.record({
        months: fc.integer({ min: 5, max: 7 }),
        cadence: fc.constantFrom("monthly" as const, "annual" as const),
      }),
    ),
    { nil: undefined },
  ),
});

/** Days since 1970 of a civil date. */
export const dayNumber = (text: string): number => Date.parse(text) / 86_400_000;

/** The civil date of so many days since 1970. */
export const dayText = (day: number): string =>
  new Date(day * 86_400_000).toISOString().slice(0, 10);

/** The facts of a life, in the order in which they are told. */
export function lifeOf(bought: Purchases, told: readonly Telling[]): readonly AccountFact[] {
  const first = dayNumber("2026-01-01") + bought.begin;
  const facts = purchasesOf(bought, first);
  let day = first + Math.min(0, bought.known);
  for (const [place, { gap, on, of, move }] of told.entries()) {
    day += gap;
    const when = typeof on === "number" ? { on: dayText(day + on) } : { when: on };
    facts.push({
      ...move,
      id: `m-${place}`,
      customer: "c-1",
      subscription: of,
      ...(move.fact === "undo" ? { change: `m-${lastOf(told, of, place)}` } : when),
      recordedAt: `${dayText(day)}T09:00:00Z`,
    } as ChangeFact);
  }
  return facts;
}

function purchasesOf(bought: Purchases, first: number): AccountFact[] {
  const { plan, alignment, trialDays, model, ramp } = bought;
  const known = (day: number): string => `${dayText(day)}T08:00:00Z`;
  const steps = ramp?.map(({ months, ...step }) => ({ from: { afterMonths: months }, ...step }));
  const facts: AccountFact[] = [
    subscription({
      plan,
      alignment,
      model,
      start: dayText(first),
      ...(trialDays === undefined ? {} : { trialDays }),
      ...(steps === undefined || plan === "tried" ? {} : { ramp: steps }),
      recordedAt: known(first + bought.known),
    }),
  ];
  for (const [id, addon, after] of [
    ["a-1", "insights", bought.insights],
    ["v-1", "vault", bought.vault],
  ] as const) {
    const { plan: _, cadence: __, ...fact } = subscription({ id, addon, of: "s-1", model });
    const begins = {
      start: dayText(first + after),
      recordedAt: known(first + Math.max(0, after - 9)),
    };
    facts.push({ ...fact, ...begins, ...(addon === "insights" ? { cadence: "monthly" } : {}) });
  }
  return facts;
}

/** The place of the last thing told of a subscription that can be undone; -1 where there is none. */
const lastOf = (told: readonly Telling[], of: string, before: number): number =>
  told.findLastIndex((one, place) => place < before && one.of === of && one.move.fact !== "undo");
