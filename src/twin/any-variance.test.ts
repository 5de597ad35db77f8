import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../test/property.ts";
import { expectOk } from "../fault/fault.ts";
import { noRates } from "../fx/rate-book.ts";
import { monthAt } from "../metrics/calendar-month.ts";
import type { Model } from "../model/model.ts";
import { minorUnits } from "../money/currency.ts";
import { actualBooks } from "../plan/actual/actual-books.ts";
import { actualBusiness } from "../plan/actual/actual-business.ts";
import type { ToldAmounts } from "../plan/actual/told-amounts.ts";
import { forecastPlan, type PlanForecast } from "../plan/forecast/forecast-plan.ts";
import { plannedBusiness } from "../plan/forecast/planned-business.ts";
import { expectAddsUp } from "../plan/variance/adds-up.fixture.ts";
import { statesBetween } from "../plan/variance/metric-variance.ts";
import { openMetric } from "../plan/variance/open-metric.ts";
import { metricsOfPlan } from "../plan/variance/plan-metrics.ts";
import { flowMetrics, openVariance, type VarianceSpan } from "../plan/variance/variance-tree.ts";
import { anyPlan } from "./any-plan.fixture.ts";
import { happenedTo } from "./lived-against-plan.fixture.ts";

/** A plan that spends in every way. */
const spending = (model: Model): Model => ({
  ...model,
  costs: {
    calls: {
      kind: "per-unit",
      name: "Calls",
      function: "cost-of-revenue",
      stream: "usage",
      meter: "calls",
      amount: `0.01 ${model.currency} per call`,
    },
    help: {
      kind: "per-customer",
      name: "Help",
      function: "cost-of-revenue",
      amount: `3 ${model.currency} per customer per month`,
    },
    cards: {
      kind: "share",
      name: "Card fees",
      function: "cost-of-revenue",
      rate: "3%",
      of: "collections",
    },
    rent: {
      kind: "fixed",
      name: "Rent",
      function: "administration",
      amount: `500 ${model.currency} per month`,
    },
  },
});

/** Factors of what was planned, from a number: 0 to 2. */
const factors = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 31;
  };
};

/** Some costs and payments that the books tell, other than planned. */
function anyTold({ run }: PlanForecast, closed: number, seed: number): ToldAmounts {
  const factor = factors(seed);
  const figures = ["costs.calls", "costs.cards", "costs.rent", "forecast.collections"];
  return {
    flows: new Map(
      figures
        .filter(() => factor() < 1.5)
        .map((name) => [
          name,
          Float64Array.from({ length: closed + 1 }, (_, month) => run.read(name, month) * factor()),
        ]),
    ),
    opening: 1_000 * factor(),
  };
}

/** A plan, and what happens to the customers of another one of the same things, who do what chance says. */
const planAndLife = fc
  .tuple(anyPlan, anyPlan, fc.nat(2 ** 31), fc.nat(11), fc.nat(11))
  .map(([plan, { segments }, seed, one, other]) => ({
    plan: spending(plan),
    real: { ...plan, ...(segments === undefined ? {} : { segments }) },
    seed,
    span: { from: Math.min(one, other), to: Math.max(one, other) },
  }));

/** What the books earned in months of a plan. */
function earnedIn(
  { entries, books }: Pick<ReturnType<typeof happenedTo>, "entries" | "books">,
  first: number,
  { from, to }: VarianceSpan,
): number {
  const { zone } = books.current;
  let sum = 0;
  for (const { date, postings } of entries) {
    const month = monthAt(zone, date) - first;
    if (month < from || month > to) continue;
    for (const { account, amount } of postings)
      if (account.startsWith("income:revenue:")) sum -= Number(amount);
  }
  return sum;
}

describe("the variance of any plan and whatever happens", () => {
  it("is the sum of its parts in every metric, to the last digit, and ends with the books", () => {
    property(
      fc.property(planAndLife, ({ plan, real, seed, span }) => {
        const forecast = expectOk(forecastPlan(plan, { customers: "expected" }));
        const figures = plannedBusiness(plan, forecast);
        const { first, months: _, ...happened } = happenedTo(real, seed);
        const months = span.to + 1;
        const actual = actualBusiness(
          { ...happened, rateOf: () => 1 },
          { model: plan, first, months, rateOf: () => undefined },
        );
        const books = expectOk(actualBooks(happened, plan, { first, months }, noRates.knownAt(0)));
        const told = anyTold(forecast, span.to, seed);
        const known = { plan: figures, actual, books: { ...books, told }, closed: span.to };
        const states = expectOk(statesBetween(forecast, plan, known, span));
        for (const metric of flowMetrics) expectAddsUp(openVariance(metric, figures, actual, span));
        let opened = 0;
        for (const metric of metricsOfPlan(plan, forecast)) {
          if (flowMetrics.some((flow) => flow === metric.id)) continue;
          const node = openMetric(metric, states, span, plan);
          if (node.ok) expectAddsUp(node.value);
          else expect(node.faults.map(({ code }) => code)).toEqual(["metric-without-figure"]);
          if (node.ok) opened += 1;
        }
        expect(opened).toBeGreaterThan(20);
        const revenue = openVariance("revenue", figures, actual, span);
        const scale = 10 ** minorUnits(plan.currency);
        expect(revenue.actual).toBe(Math.round(earnedIn(happened, first, span) * scale));
      }),
      2,
      // Smaller plans that fail as well would take an hour to find.
      { endOnFailure: true },
    );
  }, 240_000);
});
