import { describe, expect, it } from "vitest";
import { expectOk } from "../fault/fault.ts";
import planned from "../model/fixtures/planned.ts";
import type { Model } from "../model/model.ts";
import { decimal, equals, format } from "../money/decimal.ts";
import { planBooks } from "../plan/billing/plan-books.ts";
import { compilePlan, middle } from "../plan/forecast/compile-plan.ts";
import { forecastCustomers } from "../plan/forecast/forecast-customers.ts";
import { shopWith } from "../plan/forecast/shop.fixture.ts";
import { liveBusiness } from "./live.ts";
import { scriptedBusiness } from "./scripted-business.ts";
import { twinMonths } from "./twin-months.ts";

/** Every month in which a simulated business and the forecast of the same plan differ; none where they are equal to the cent. */
function differences(model: Model): readonly string[] {
  const plan = expectOk(compilePlan(model));
  const run = expectOk(plan.run(middle));
  const { months } = plan;
  const forecast = expectOk(forecastCustomers(model, run, months, { customers: "whole" }));
  const books = expectOk(planBooks(model));
  const { first } = forecast;
  const business = expectOk(scriptedBusiness({ model, books, run, first, months }));
  const lived = expectOk(liveBusiness(business, first + months - 1));
  const twin = expectOk(twinMonths(lived, books.current.zone, first, months));
  const found: string[] = [];
  const compare = (
    what: string,
    month: number,
    minor: number,
    twins: { coefficient: number | bigint; scale: number } | undefined,
  ): void => {
    const forecasts = decimal(Math.round(minor), books.current.minorUnits);
    const own = twins ?? decimal(0);
    if (!equals(forecasts, own))
      found.push(`${what} ${month}: ${format(forecasts)} planned, ${format(own)} lived`);
  };
  for (let month = 0; month < months; month += 1) {
    for (const stream of Object.keys(model.streams)) {
      const own = forecast.streams.get(stream);
      compare(`billed ${stream}`, month, own?.billed[month] ?? 0, twin.billed.get(stream)?.[month]);
      compare(
        `recognised ${stream}`,
        month,
        own?.recognised[month] ?? 0,
        twin.recognised.get(stream)?.[month],
      );
    }
    compare("mrr", month, forecast.recurring.closing[month] ?? 0, twin.recurring[month]);
  }
  return found;
}

describe("a simulated business of expected customers", () => {
  it("bills, earns and recurs as the forecast says, to the cent in each month", () => {
    expect(differences({ ...planned, horizon: { from: "2027-01", years: 1 } })).toEqual([]);
  });

  it("does so with trials, moves, yearly plans and what is sold once", () => {
    const model = shopWith({
      name: "Small",
      opening: "9 customers",
      acquisition: { kind: "growth", first: "2.3 customers per month", rate: "4% per month" },
      purchases: {
        monthly: {
          share: "60%",
          plan: "team",
          cadence: "monthly",
          usage: { calls: "900 calls per month + 150 calls per month * month-number()" },
          churn: { kind: "by-age", rates: ["5% per month", "2% per month"] },
          moves: { business: "3% per month", yearly: "2% per month" },
        },
        yearly: {
          share: "20%",
          plan: "team",
          cadence: "annual",
          usage: { calls: "2_500 calls per month" },
          churn: { kind: "at-renewal", share: "30%" },
          moves: { monthly: "2% per month" },
        },
        business: {
          share: "20%",
          plan: "business",
          churn: { kind: "monthly", rate: "4% per month" },
        },
        start: { share: "40%", offer: "onboarding" },
      },
    });
    expect(differences(model)).toEqual([]);
  });
});
