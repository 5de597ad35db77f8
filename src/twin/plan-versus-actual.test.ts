import { describe, expect, it } from "vitest";
import { expectOk } from "../fault/fault.ts";
import { noRates } from "../fx/rate-book.ts";
import { readAccounts } from "../metrics/accounts/accounts-input.ts";
import { monthStart } from "../metrics/calendar-month.ts";
import { defaultSettings } from "../metrics/metric-settings.ts";
import { metricsReport } from "../metrics/metrics-report.ts";
import type { Model } from "../model/model.ts";
import { usd } from "../money/money.ts";
import { actualBooks } from "../plan/actual/actual-books.ts";
import { actualBusiness } from "../plan/actual/actual-business.ts";
import { latestEstimate } from "../plan/actual/latest-estimate.ts";
import { forecastPlan } from "../plan/forecast/forecast-plan.ts";
import { planDocument } from "../plan/lock/plan-document.ts";
import { readPlan } from "../plan/lock/read-plan.ts";
import { metricVariance } from "../plan/variance/metric-variance.ts";
import { unitScale } from "../plan/variance/open-metric.ts";
import { metricsOfPlan } from "../plan/variance/plan-metrics.ts";
import type { VariancePart } from "../plan/variance/split-variance.ts";
import type { VarianceSpan } from "../plan/variance/variance-tree.ts";
import { type FlowMetric, flowMetrics, openVariance } from "../plan/variance/variance-tree.ts";
import { percentOff } from "../pricing/discount.ts";
import { flat } from "../pricing/flat.ts";
import {
  causesOf,
  happenedTo,
  livedAgainst,
  opened,
  planOf,
  year,
} from "./lived-against-plan.fixture.ts";
import { simulatePlan } from "./simulate.ts";

type Team = NonNullable<Model["segments"]>["teams"];

/** The model with another purchase of its monthly customers. */
function withMonthly(change: Partial<Team["purchases"][string]>): Model {
  const teams = year.segments?.teams;
  const monthly = teams?.purchases.monthly;
  if (teams === undefined || monthly === undefined) throw new Error("the model plans them");
  return {
    ...year,
    segments: {
      teams: { ...teams, purchases: { ...teams.purchases, monthly: { ...monthly, ...change } } },
    },
  };
}

/** The model whose new customers choose otherwise. */
function withShares(monthly: string, annual: string): Model {
  const { segments } = withMonthly({ share: monthly });
  const teams = segments?.teams;
  const other = teams?.purchases.annual;
  if (teams === undefined || other === undefined) throw new Error("the model plans them");
  const purchases = { ...teams.purchases, annual: { ...other, share: annual } };
  return { ...year, segments: { teams: { ...teams, purchases } } };
}

/** The model of which other customers come. */
function withArrivals(customers: string): Model {
  const teams = year.segments?.teams;
  if (teams === undefined) throw new Error("the model plans them");
  const acquisition = { kind: "growth", first: customers, rate: "3% per month" } as const;
  return { ...year, segments: { teams: { ...teams, acquisition } } };
}

/** The model whose monthly customers get something off that nobody planned. */
function withDiscount(): Model {
  return {
    ...withMonthly({ discounts: ["launch"] }),
    discounts: { launch: { ...percentOff("10%", { reason: "promotional" }) } },
    discountOrder: ["launch"],
  };
}

describe("a lived business, held against its plan", () => {
  it("has no variance where it went as planned", () => {
    const plan = planOf(year);
    const actual = livedAgainst(year, year);
    for (const metric of flowMetrics)
      for (let month = 0; month < 12; month += 1) {
        const node = openVariance(metric, plan, actual, { from: month, to: month });
        expect([metric, month, causesOf(node), node.actual - node.plan]).toEqual([
          metric,
          month,
          [],
          0,
        ]);
      }
  });

  const monthly = year.plans.team;
  const stories: readonly (readonly [VariancePart, FlowMetric, Model, readonly VariancePart[]])[] =
    [
      // More who leave also move on less often, and are billed less of their last use: the rest is small beside it.
      [
        "churn",
        "revenue",
        withMonthly({ churn: { kind: "monthly", rate: "9% per month" } }),
        ["churn", "mix", "timing"],
      ],
      [
        "churn",
        "mrr",
        withMonthly({ churn: { kind: "monthly", rate: "1% per month" } }),
        ["churn", "mix"],
      ],
      ["usage", "revenue", withMonthly({ usage: { calls: "35_000 calls per month" } }), ["usage"]],
      ["usage", "billings", withMonthly({ usage: { calls: "12_000 calls per month" } }), ["usage"]],
      [
        "price",
        "revenue",
        {
          ...year,
          version: "2.0",
          plans: {
            team: {
              ...(monthly ?? { name: "Team", stream: "subscriptions" }),
              prices: { monthly: flat(usd(119)), annual: flat(usd(990)) },
            },
          },
        },
        ["price"],
      ],
      ["mix", "mrr", withShares("50%", "50%"), ["mix", "churn", "volume"]],
      [
        "volume",
        "revenue",
        withArrivals("14 customers per month"),
        ["volume", "churn", "mix", "timing"],
      ],
      ["discount", "revenue", withDiscount(), ["discount"]],
    ];

  it.each(stories)("names %s as the cause of what %s misses", (part, metric, real, others) => {
    const node = opened(metric, year, real);
    expect(others).toEqual(expect.arrayContaining([...causesOf(node)]));
    // What the twin was told otherwise is nearly all of it.
    expect(Math.abs(node.parts[part])).toBeGreaterThan(0.9 * Math.abs(node.actual - node.plan));
  });

  it("comes to what the books say", () => {
    const real = withMonthly({ churn: { kind: "monthly", rate: "9% per month" } });
    const books = expectOk(simulatePlan(real));
    const lived = (figure: string): number =>
      books.figures
        .filter((one) => one.figure === figure)
        .reduce((sum, one) => sum + Math.round(Number(one.lived) * 100), 0);
    expect(opened("revenue", year, real).actual).toBe(lived("revenue"));
    expect(opened("billings", year, real).actual).toBe(lived("billings"));
    const last = books.figures.findLast(({ figure }) => figure === "mrr");
    expect(opened("mrr", year, real).actual).toBe(Math.round(Number(last?.lived) * 100));
  });
});

describe("the metrics of a lived business, held against its plan", () => {
  const forecast = expectOk(forecastPlan(year, { customers: "whole" }));
  const plan = expectOk(readPlan(JSON.parse(JSON.stringify(planDocument(year, forecast)))));
  const opened = (id: string, happened: ReturnType<typeof happenedTo>, span: VarianceSpan) =>
    metricVariance(id, { plan, happened, rates: noRates.knownAt(0) }, span);
  const ids = metricsOfPlan(year, forecast).map(({ id }) => id);

  it("have no variance where it went as planned", () => {
    const happened = happenedTo(year);
    const off = ids.flatMap((id): readonly unknown[] => {
      const node = opened(id, happened, { from: 9, to: 11 });
      if (!node.ok) return node.faults[0]?.code === "metric-without-figure" ? [] : [id];
      const { tree } = node.value;
      // A cent of a year's sum is what rounding invoices leaves.
      return causesOf(tree).some((part) => Math.abs(tree.parts[part]) > 2) ? [[id, tree]] : [];
    });
    expect(off).toEqual([]);
  });

  it("are what the billing side counts, with their cause named", () => {
    const happened = happenedTo(withMonthly({ churn: { kind: "monthly", rate: "9% per month" } }));
    const { books, accounts } = happened;
    const asOf = monthStart(books.current.zone, happened.first + 12) - 1;
    const reader = readAccounts({ books, settings: defaultSettings, asOf });
    for (const account of accounts) reader.add(account);
    const report = expectOk(
      metricsReport(reader.input(), { from: "2027-12", to: "2027-12" }, {}, { rows: false }),
    );
    let compared = 0;
    for (const { metric, value } of report.figures) {
      const span = { from: 11, to: 11 };
      const node = ids.includes(metric) ? opened(metric, happened, span) : undefined;
      if (value === null || node === undefined) continue;
      const { tree, metric: of } = expectOk(node);
      const steps = 10 ** unitScale(of.unit, "USD");
      expect([metric, Math.abs(tree.actual - Number(value) * steps) <= 1.01]).toEqual([
        metric,
        true,
      ]);
      compared += 1;
    }
    expect(compared).toBeGreaterThan(15);
    for (const id of ["nrr", "grr", "logo-churn", "customer-lifetime", "net-mrr-churn"]) {
      const { tree } = expectOk(opened(id, happened, { from: 11, to: 11 }));
      expect([id, Math.abs(tree.parts.churn) > 0.8 * Math.abs(tree.actual - tree.plan)]).toEqual([
        id,
        true,
      ]);
    }
  });
});

describe("the latest estimate", () => {
  const forecast = expectOk(forecastPlan(year, { customers: "whole" }));
  const closed = 4;

  const estimated = (real: Model) => {
    const { first, months, ...happened } = happenedTo(real);
    const actual = actualBusiness(
      { ...happened, rateOf: () => 1 },
      { model: year, first, months: closed + 1, rateOf: () => undefined },
    );
    const books = expectOk(
      actualBooks(happened, year, { first, months: closed + 1 }, noRates.knownAt(0)),
    );
    const known = { plan: planOf(year), actual, books, closed };
    return expectOk(latestEstimate(year, forecast, known)).run;
  };

  it("is the plan where all went as planned", () => {
    const run = estimated(year);
    const off = [...forecast.plan.formulas.places.keys()]
      .filter((name) => /^(?:forecast|metrics)\./.test(name))
      .flatMap((name) =>
        Array.from({ length: 12 }, (_, month) => month)
          .filter(
            (month) =>
              !(Math.abs(run.read(name, month) - forecast.run.read(name, month)) <= 0.0051) &&
              Number.isFinite(forecast.run.read(name, month)),
          )
          .map((month) => [name, month, run.read(name, month), forecast.run.read(name, month)]),
      );
    expect(off).toEqual([]);
  });

  it("looks back at what happened, and on from there as planned", () => {
    const run = estimated(withMonthly({ churn: { kind: "monthly", rate: "9% per month" } }));
    for (const metric of ["nrr", "grr"]) {
      const [estimate, plan] = [run, forecast.run].map((one) => one.read(`metrics.${metric}`, 11));
      expect(estimate).toBeGreaterThan(0.5 * (plan ?? Number.NaN));
      // More of the customers of before the plan have left than it has: five months of a year at a higher churn.
      expect(estimate).toBeLessThan(0.97 * (plan ?? Number.NaN));
    }
    const lost = (of: typeof run): number => of.read("metrics.lost-in-a-year", 11);
    expect(lost(run)).toBeGreaterThan(1.1 * lost(forecast.run));
  });

  it("has the customers of segments that nobody planned, as the variance has", () => {
    const { first, months, ...lived } = happenedTo(year);
    // Every other one is told a segment that the plan does not have.
    const accounts = lived.accounts.map((account, place) =>
      place % 2 === 0
        ? account
        : { ...account, customer: { ...account.customer, segment: "strangers" } },
    );
    const happened = { ...lived, accounts };
    const actual = actualBusiness(
      { ...happened, rateOf: () => 1 },
      { model: year, first, months: closed + 1, rateOf: () => undefined },
    );
    const books = expectOk(
      actualBooks(happened, year, { first, months: closed + 1 }, noRates.knownAt(0)),
    );
    const plan = planOf(year);
    const { run } = expectOk(latestEstimate(year, forecast, { plan, actual, books, closed }));
    const node = openVariance("customers", plan, actual, { from: 0, to: closed });
    expect(node.children.map(({ id }) => id)).toContain("strangers");
    expect(run.read("forecast.customers", closed)).toBe(node.actual / 100);
    const flow = (name: string, month: number): number => run.read(`forecast.${name}`, month);
    for (let month = 1; month < months; month += 1)
      expect(
        flow("customers", month - 1) + flow("new-customers", month) - flow("lost-customers", month),
      ).toBeCloseTo(flow("customers", month), 6);
  });

  it("goes on from the customers that there really are", () => {
    const run = estimated(withArrivals("20 customers per month"));
    const at = (name: string, month: number): number => run.read(name, month);
    const plan = (name: string, month: number): number => forecast.run.read(name, month);
    // Twice as many came in closed months; from then on as many come as planned, and the others leave little by little.
    expect(at("forecast.new-customers", closed)).toBeGreaterThan(
      1.9 * plan("forecast.new-customers", closed),
    );
    for (const month of [closed + 1, 11]) {
      expect(at("forecast.new-customers", month)).toBe(plan("forecast.new-customers", month));
      for (const name of ["forecast.customers", "forecast.mrr", "forecast.revenue"])
        expect(at(name, month)).toBeGreaterThan(1.1 * plan(name, month));
      const { opening, left } = {
        opening: at("forecast.customers", month - 1),
        left: at("forecast.lost-customers", month),
      };
      expect(opening + at("forecast.new-customers", month) - left).toBeCloseTo(
        at("forecast.customers", month),
        6,
      );
    }
  });
});
