import fc from "fast-check";
import type {
  ActualCell,
  ActualFigures,
  BusinessFigures,
  Flow,
  Months,
  PurchaseCell,
  PurchaseCustomers,
} from "./business-figures.ts";

/** A year, so that nothing is a round number of anything. */
export const fixtureMonths = 12;

/** A purchase whose customers come and go by constant rates, and what each of them is worth. */
export interface SteadyPurchase {
  readonly segment: string;
  readonly purchase: string;
  readonly stream: string;
  readonly opening: number;
  readonly joined: number;
  /** Lost of those who were there before the month. */
  readonly loss: number;
  /** Units of one customer, and minor units of money for each at list prices. */
  readonly units: number;
  readonly price: number;
  /** What is left after discounts. */
  readonly kept: number;
  /** What of a month's value is billed and earned in it. */
  readonly billed: number;
  readonly earned: number;
}

const series = (of: (month: number) => number): Months =>
  Array.from({ length: fixtureMonths }, (_, month) => of(month));

/** The customers of a steady purchase. */
function steadyCustomers(one: SteadyPurchase): PurchaseCustomers {
  const opening: number[] = [];
  const left: number[] = [];
  const closing: number[] = [];
  let there = one.opening;
  for (let month = 0; month < fixtureMonths; month += 1) {
    opening.push(there);
    left.push(there * one.loss);
    there = there - there * one.loss + one.joined;
    closing.push(there);
  }
  const none = series(() => 0);
  const { segment, purchase, joined } = one;
  return {
    segment,
    purchase,
    lasts: "plan",
    opening,
    joined: series(() => joined),
    movedIn: none,
    movedOut: none,
    left,
    closing,
  };
}

function steadyCell(one: SteadyPurchase): PurchaseCell {
  const { closing } = steadyCustomers(one);
  const list = series((month) => (closing[month] ?? 0) * one.units * one.price);
  const net = series((month) => (list[month] ?? 0) * one.kept);
  const part = (factor: number): Months => series((month) => (net[month] ?? 0) * factor);
  const { segment, purchase, stream } = one;
  return {
    segment,
    purchase,
    stream,
    kind: "recurring",
    list,
    net,
    flows: { mrr: net, billings: part(one.billed), revenue: part(one.earned) },
  };
}

/** A plan of steady purchases. */
export const steadyPlan = (all: readonly SteadyPurchase[]): BusinessFigures => ({
  currency: "USD",
  first: 684,
  months: fixtureMonths,
  purchases: all.map(steadyCustomers),
  cells: all.map(steadyCell),
  usage: [],
});

/** What became of them, with the plan's prices, and what a unit of the plan's rates of exchange is worth. */
export function steadyActual(
  all: readonly SteadyPurchase[],
  plan: readonly SteadyPurchase[],
  rate = 1,
): ActualFigures {
  const base = steadyPlan(all);
  return {
    ...base,
    usage: [],
    cells: base.cells.map((cell, index): ActualCell => {
      const price = plan[index]?.price ?? 0;
      const own = all[index]?.price ?? 0;
      const scaled = (flow: Flow): Months => cell.flows[flow].map((value) => value * rate);
      return {
        ...cell,
        atPlanPrices: cell.list.map((value) => (own === 0 ? 0 : (value * price) / own)),
        atPlanRates: cell.flows,
        flows: { mrr: scaled("mrr"), billings: scaled("billings"), revenue: scaled("revenue") },
      };
    }),
  };
}

const anySteady = (segment: string, purchase: string): fc.Arbitrary<SteadyPurchase> =>
  fc.record({
    segment: fc.constant(segment),
    purchase: fc.constant(purchase),
    stream: fc.constantFrom("subscriptions", "usage"),
    opening: fc.integer({ min: 0, max: 200 }),
    joined: fc.integer({ min: 1, max: 90 }),
    loss: fc.integer({ min: 0, max: 40 }).map((percent) => percent / 100),
    units: fc.integer({ min: 1, max: 20 }),
    price: fc.integer({ min: 1, max: 99_999 }),
    kept: fc.integer({ min: 50, max: 100 }).map((percent) => percent / 100),
    billed: fc.integer({ min: 50, max: 150 }).map((percent) => percent / 100),
    earned: fc.integer({ min: 50, max: 150 }).map((percent) => percent / 100),
  });

/** The purchases of two segments. */
export const anyPurchases: fc.Arbitrary<readonly SteadyPurchase[]> = fc.tuple(
  anySteady("small", "monthly"),
  anySteady("small", "annual"),
  anySteady("large", "monthly"),
);
