import fc from "fast-check";
import type { Acquisition } from "../model/acquisition/registry.ts";
import type { Capital } from "../model/capital.ts";
import type { Churn } from "../model/churn/registry.ts";
import type { Model } from "../model/model.ts";
import type { Segment, SegmentPurchase, UsageVariation } from "../model/segment.ts";
import { sellingAll } from "./sells-all.fixture.ts";

const text = (of: fc.Arbitrary<number>, unit: string): fc.Arbitrary<string> =>
  of.map((value) => `${value}${unit}`);

const some = (most: number): fc.Arbitrary<number> =>
  fc.integer({ min: 1, max: most * 10 }).map((tenths) => tenths / 10);

const percent = (most: number, per = ""): fc.Arbitrary<string> => text(some(most), `%${per}`);

const acquisition: fc.Arbitrary<Acquisition> = fc.oneof(
  fc.record({ kind: fc.constant("monthly"), customers: text(some(3), " customers per month") }),
  fc.record({
    kind: fc.constant("growth"),
    first: text(some(2), " customers per month"),
    rate: percent(15, " per month"),
  }),
  fc.record({
    kind: fc.constant("targets"),
    atYearEnd: fc.array(text(fc.integer({ min: 4, max: 20 }), " customers"), {
      minLength: 1,
      maxLength: 2,
    }),
    path: fc.constantFrom("linear", "geometric"),
  }),
  fc.record({
    kind: fc.constant("funnel"),
    top: text(fc.integer({ min: 50, max: 200 }), " persons per month"),
    stages: fc.tuple(
      fc.record({ id: fc.constant("tries"), converts: percent(10) }),
      fc.record({
        id: fc.constant("buys"),
        converts: percent(40),
        takes: text(fc.integer({ min: 0, max: 3 }), " months"),
      }),
    ),
  }),
  fc.record({
    kind: fc.constant("bass"),
    market: text(fc.integer({ min: 20, max: 60 }), " customers"),
    innovation: percent(30, " per year in per month"),
    imitation: percent(90, " per year in per month"),
  }),
  fc.record({
    kind: fc.constant("capacity"),
    people: text(fc.integer({ min: 1, max: 3 }), " employees"),
    hours: fc.constant("150 hours per employee per month"),
    utilisation: percent(90),
    each: fc.constant("90 hours per customer"),
  }),
);

const churn: fc.Arbitrary<Churn> = fc.oneof(
  fc.record({ kind: fc.constant("monthly"), rate: percent(12, " per month") }),
  fc.record({ kind: fc.constant("at-renewal"), share: percent(60) }),
  fc.record({
    kind: fc.constant("by-age"),
    rates: fc.array(percent(12, " per month"), { minLength: 1, maxLength: 3 }),
  }),
  fc.record({
    kind: fc.constant("shifted-beta-geometric"),
    alpha: text(some(2), ""),
    beta: text(some(6), ""),
  }),
);

const usageVaries: fc.Arbitrary<UsageVariation> = fc.record({
  factor: fc.constantFrom(
    { kind: "lognormal", median: "1", spread: "2" } as const,
    { kind: "triangular", low: "0", likely: "1", high: "3" } as const,
    {
      kind: "choices",
      of: [
        { is: "0.2", share: "75%" },
        { is: "5", share: "25%" },
      ],
    } as const,
  ),
  classes: fc.integer({ min: 2, max: 4 }),
});

const calls: fc.Arbitrary<string> = fc
  .tuple(fc.integer({ min: 0, max: 3_000 }), fc.integer({ min: 0, max: 200 }))
  .map(([base, more]) => `${base} calls per month + ${more} calls per month * month-number()`);

/** Use of meters that count, that read, and that tell kinds apart. */
const usage: fc.Arbitrary<NonNullable<SegmentPurchase["usage"]>> = fc.oneof(
  calls.map((is) => ({ calls: is })),
  fc.record({
    calls,
    volume: fc.tuple(
      fc.record({
        is: text(some(900), " per month"),
        with: fc.constant({ region: "eu" }),
        events: text(fc.integer({ min: 1, max: 9 }), " per month"),
      }),
      fc.record({ is: text(some(9_000), " per month"), with: fc.constant({ region: "us" }) }),
    ),
    peak: text(some(30), " per month"),
  }),
);

type Terms = Omit<SegmentPurchase, "share" | "moves">;

/** What a plan is sold on: cadence, quantity and its growth, discounts, coupons, add-ons, terms and use. */
const onPlan: fc.Arbitrary<Terms> = fc
  .record({
    sold: fc.constantFrom<Terms>(
      { plan: "team", cadence: "monthly" },
      { plan: "team", cadence: "quarterly" },
      { plan: "team", cadence: "annual" },
      { plan: "seats", cadence: "monthly" },
      { plan: "seats", cadence: "semiannual" },
      { plan: "seats", cadence: "annual" },
      { plan: "tried" },
      { plan: "metered" },
      { plan: "reserved", quantities: { peak: 12 } },
    ),
    more: fc.record(
      {
        quantity: fc.constantFrom("2", "7", "month-number()", "11"),
        quantityGrowth: fc.constantFrom(
          "5% per month",
          "if(month-number() < 7, 9% per month, -8% per month)",
        ),
        discounts: fc.subarray(["volume", "term", "launch", "off"], { minLength: 1 }),
        coupons: fc.subarray(["SPRING", "FIRST", "EVER"], { minLength: 1 }),
        addons: fc.constantFrom({ extra: 1 }, { extra: 3 }),
        termYears: fc.constantFrom(1, 2),
        usage,
        usageVaries,
        churn,
      },
      { requiredKeys: [] },
    ),
  })
  .map(({ sold, more }) => {
    const { usageVaries: varies, termYears, quantity, quantityGrowth, addons, ...rest } = more;
    return {
      ...sold,
      ...rest,
      ...(addons === undefined || sold.plan === "metered" ? {} : { addons }),
      ...(varies === undefined || rest.usage === undefined ? {} : { usageVaries: varies }),
      ...(termYears === undefined ? {} : { termYears }),
      ...(quantity === undefined ? {} : { quantity }),
      ...(quantityGrowth === undefined ? {} : { quantityGrowth }),
    };
  });

const otherwise: fc.Arbitrary<Terms> = fc.oneof(
  fc.record(
    {
      plan: fc.constant("team"),
      cadence: fc.constant("monthly" as const),
      contract: fc.constantFrom(
        { template: "committed" },
        { template: "carried" },
        { template: "rising", months: 6 },
        { template: "rising", months: 12 },
      ),
      usage,
      churn,
    },
    { requiredKeys: ["plan", "cadence", "contract"] },
  ),
  fc.record(
    { bundle: fc.constantFrom("quarterly", "renewing", "ending"), usage, churn },
    { requiredKeys: ["bundle"] },
  ),
);

const beside: fc.Arbitrary<Terms> = fc.oneof(
  fc.record(
    { offer: fc.constantFrom("onboarding", "course"), quantity: fc.constant("2") },
    { requiredKeys: ["offer"] },
  ),
  fc.record(
    { licence: fc.constantFrom("yearly", "quarterly", "plain"), churn },
    { requiredKeys: ["licence"] },
  ),
);

/** Customers share in the plans by weight, buy more beside, and go round what they have, some of the time. */
function purchasesOf(
  bought: readonly Terms[],
  weights: readonly number[],
  moves: readonly string[],
  added: readonly Terms[],
): Segment["purchases"] {
  const total = weights.slice(0, bought.length).reduce((sum, one) => sum + one, 0);
  const all: readonly (readonly [string, SegmentPurchase])[] = [
    ...bought.map(
      (one, index) => [`p${index}`, { ...one, share: `${weights[index]} / ${total}` }] as const,
    ),
    ...added.map((one, index) => [`x${index}`, { ...one, share: "40%" }] as const),
  ];
  const ring = all.filter(([, { offer }]) => offer === undefined).map(([id]) => id);
  // An amount that comes off both of them comes off the document of the move once.
  const shared = ({ discounts = [] }: Terms): boolean => discounts.includes("off");
  const keepsApart = (one: Terms, to: string): boolean =>
    !shared(one) || all.every(([id, other]) => id !== to || !shared(other));
  return Object.fromEntries(
    all.map(([id, one]) => {
      const place = ring.indexOf(id);
      const to = ring[(place + 1) % ring.length];
      const rate = moves[place];
      return [
        id,
        rate === undefined || to === undefined || to === id || !keepsApart(one, to)
          ? one
          : { ...one, moves: { [to]: rate } },
      ];
    }),
  );
}

const segment: fc.Arbitrary<Segment> = fc
  .record({
    opening: text(fc.integer({ min: 1, max: 6 }), " customers"),
    acquisition,
    bought: fc.array(
      fc.oneof({ weight: 3, arbitrary: onPlan }, { weight: 1, arbitrary: otherwise }),
      {
        maxLength: 3,
      },
    ),
    weights: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 3, maxLength: 3 }),
    moves: fc.array(percent(9, " per month"), { maxLength: 4 }),
    added: fc.array(beside, { maxLength: 2 }),
  })
  .filter(({ bought, added }) => bought.length + added.length > 0)
  .map(({ opening, acquisition: arrives, bought, weights, moves, added }) => ({
    name: "Some",
    opening,
    acquisition: arrives,
    purchases: purchasesOf(bought, weights, moves, added),
  }));

const capital: fc.Arbitrary<Capital> = fc.record(
  {
    collectedAfter: text(some(2), " months"),
    paidLate: percent(30),
    lateBy: text(some(2), " months"),
    failedPayments: percent(20),
    recoveredPayments: percent(90),
  },
  { requiredKeys: [] },
);

/** A business that sells everything, to one or two segments of customers who do whatever a plan can say. */
export const anyPlan: fc.Arbitrary<Model> = fc
  .record({
    currency: fc.constantFrom("USD" as const, "JPY" as const, "KWD" as const),
    timeZone: fc.constantFrom("UTC", "Europe/Berlin", "Asia/Kolkata", "America/Los_Angeles"),
    rounding: fc.constantFrom("half-up" as const, "half-even" as const),
    years: fc.constantFrom(1, 1, 2),
    from: fc.constantFrom("2027-01", "2027-04", "2027-10", "2028-02"),
    segments: fc.array(segment, { minLength: 1, maxLength: 2 }),
    capital: fc.option(capital, { nil: undefined }),
    threshold: fc.integer({ min: 0, max: 4 }).map((one) => one === 0),
  })
  .map(({ currency, timeZone, rounding, years, from, segments, capital: own, threshold }) => ({
    ...sellingAll(currency),
    timeZone,
    rounding,
    horizon: { from, years },
    segments: Object.fromEntries(segments.map((one, index) => [`s${index}`, one])),
    ...(own === undefined ? {} : { capital: own }),
    ...(threshold
      ? { invoicing: { trigger: { kind: "usage-threshold", amount: `20 ${currency}` } } }
      : {}),
  }));
