import { describe, expect, it } from "vitest";
import { expectOk } from "../fault/fault.ts";
import type { JournalEntry } from "../ledger/entry.ts";
import { monthText } from "../ledger/recognition/accounting-month.ts";
import { readBooks } from "../metrics/accounts/books-reader.ts";
import { unitDigits } from "../metrics/metric.ts";
import { metricsReport } from "../metrics/metrics-report.ts";
import { settingsOf } from "../metrics/model-settings.ts";
import { presets } from "../metrics/presets.ts";
import planned from "../model/fixtures/planned.ts";
import type { MetricChoices } from "../model/metric-choices.ts";
import type { Model } from "../model/model.ts";
import { streamKinds } from "../model/stream-kinds.ts";
import { type DecimalText, decimalOf } from "../money/decimal.ts";
import { planBooks } from "../plan/billing/plan-books.ts";
import { middle } from "../plan/forecast/compile-plan.ts";
import { forecastPlan } from "../plan/forecast/forecast-plan.ts";
import { customerCohorts } from "../plan/metrics/customer-cohorts.ts";
import { liveBusiness } from "./live.ts";
import { scriptedBusiness } from "./planned-business.ts";

/** What is paid is not lived here, and billings are held to the forecast to the cent in another test. */
const notLived = new Set(["dso", "collection-effectiveness", "billings"]);

/** The metrics of a lived business beside those of its forecast, month by month; figures to six digits. */
function bothSides(model: Model) {
  const forecast = expectOk(forecastPlan(model, { customers: "whole" }));
  const { first, months } = forecast.customers;
  const books = expectOk(planBooks(model));
  const run = expectOk(forecast.plan.run(middle));
  const business = expectOk(scriptedBusiness({ model, books, run, first, months }));
  const entries: JournalEntry[] = [];
  const lived = expectOk(
    liveBusiness(business, first - 1, first + months - 1, {
      entries: (some) => void entries.push(...some),
    }),
  );
  const { zone } = books.current;
  const last = first + months - 1;
  const reader = readBooks({
    zone,
    currency: model.currency,
    first,
    last,
    closedThrough: last,
    kinds: streamKinds([model]),
  });
  for (const entry of entries.toSorted((one, other) => one.date - other.date)) reader.add(entry);
  const { unknown: _, ...fromBooks } = reader.input();
  const margins = Array.from({ length: months }, (_, month) => ({
    month: first + month,
    ratio: decimalOf(forecast.run.read("metrics.gross-margin", month).toFixed(15) as DecimalText),
  }));
  const report = expectOk(
    metricsReport(
      { ...lived.metrics, ...fromBooks, margins },
      { from: monthText(first), to: monthText(last) },
      settingsOf(model),
      { rows: false },
    ),
  );
  return { forecast, report };
}

const yearAndAHalf: Model = { ...planned, horizon: { from: "2027-01", years: 2 } };

const settings: readonly MetricChoices[] = [
  {},
  ...Object.values(presets).map(({ settings }) => settings),
  { usage: "in" },
  { usage: "in", discounts: "none", normalisation: "thirty-days", trials: "in" },
  { discounts: "forever", churnBase: "start-plus-new", churnSpan: "month", ltvMargin: "revenue" },
  {
    discounts: "recurring",
    churnBase: "average",
    churnSpan: "month",
    ltvChurn: "revenue",
    lifetimeCapMonths: 60,
  },
];

describe.each(settings)("the metrics of a plan counted by %j", (metricSettings) => {
  const { forecast, report } = bothSides({ ...yearAndAHalf, metricSettings });
  const { first, months } = forecast.customers;

  it("are the billing side's of a business that does just what is expected", () => {
    const wrong: string[] = [];
    let compared = 0;
    for (const { metric, month, value, unit } of report.figures) {
      if (notLived.has(metric)) continue;
      const index = report.months.indexOf(month);
      const own = forecast.run.read(`metrics.${metric}`, index);
      const digits = unit === "money" ? 2 : unitDigits[unit];
      const shown = Number.isFinite(own) ? own.toFixed(digits) : null;
      compared += 1;
      // Movements of a month are rounded together, so each may be off by what is left over.
      const finer = metricSettings.normalisation === "thirty-days";
      const most = finer && metric.endsWith("-mrr") ? 1.1 : 0.6;
      if (value === null ? shown !== null : Math.abs(Number(value) - own) > most * 10 ** -digits)
        wrong.push(`${metric} ${month}: billed ${value}, planned ${shown}`);
    }
    expect(wrong).toEqual([]);
    expect(compared).toBeGreaterThan(20 * months);
  });

  it("have the billing side's triangles", () => {
    const cohorts = customerCohorts(
      [...forecast.customers.segments.values()].map(({ lived }) => lived),
      months,
    );
    for (const { metric, cohorts: billed } of report.triangles) {
      const own = cohorts
        .filter(({ month }) => month >= 0)
        .map(({ month, customers, recurring }) => ({
          month: monthText(first + month),
          cells: metric === "logo-cohorts" ? customers : recurring.map((value) => value / 100),
        }));
      expect(own.map(({ month }) => month)).toEqual(billed.map(({ month }) => month));
      for (const [index, { cells }] of billed.entries())
        expect(own[index]?.cells.map((cell) => cell.toFixed(2))).toEqual(
          cells.map(({ amount }) => Number(amount).toFixed(2)),
        );
    }
  });
});
