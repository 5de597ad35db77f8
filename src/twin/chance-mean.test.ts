import { describe, expect, it } from "vitest";
import { expectOk } from "../fault/fault.ts";
import planned from "../model/fixtures/planned.ts";
import type { Model } from "../model/model.ts";
import type { SegmentPurchase } from "../model/segment.ts";
import { usd } from "../money/money.ts";
import { perUnit } from "../pricing/per-unit.ts";
import { chanceFigures, forecastMonths } from "./chance-months.ts";
import { liveByChance } from "./live-by-chance.ts";
import type { Joining } from "./random-fates.ts";
import { runPlan } from "./simulate.ts";

const seeds = process.env.FLORIN_SOAK === undefined ? 16 : 400;
const months = 3;

const sold = (purchase: SegmentPurchase): Model => ({
  ...planned,
  capital: { collectedAfter: "0.6 months", paidLate: "10%", lateBy: "1.5 months" },
  segments: {
    teams: {
      name: "Teams",
      opening: "4 customers",
      acquisition: { kind: "monthly", customers: "5 customers per month" },
      purchases: { own: purchase },
    },
  },
});

const metered = sold({
  share: "100%",
  plan: "metered",
  usage: { calls: "60_000 calls per month" },
  churn: { kind: "monthly", rate: "5% per month" },
});

const models: Readonly<Record<string, Model>> = {
  "a usage-priced plan, whose price has tiers": sold({
    share: "100%",
    plan: "team",
    cadence: "monthly",
    usage: { calls: "60_000 calls per month" },
    churn: { kind: "monthly", rate: "5% per month" },
  }),
  "a plan that is paid by use alone": {
    ...metered,
    plans: {
      metered: {
        name: "Metered",
        stream: "usage",
        charges: { calls: { meter: "calls", price: perUnit(usd("0.002")) } },
      },
    },
  },
  "a plan whose price is by the seat": {
    ...sold({
      share: "100%",
      plan: "seats",
      quantity: "7",
      churn: { kind: "monthly", rate: "4% per month" },
    }),
    plans: {
      seats: {
        name: "Seats",
        per: "seat",
        stream: "subscriptions",
        prices: { monthly: perUnit(usd(12)) },
      },
    },
  },
  "an annual plan": sold({
    share: "100%",
    plan: "team",
    cadence: "annual",
    churn: { kind: "at-renewal", share: "20%" },
  }),
};

/** Each figure over the months of the plan: its forecast, and the mean of the seeds with its standard error. */
function means(model: Model, joining: Joining) {
  const { planned: run, forecast } = expectOk(runPlan(model, { months }, "expected"));
  const expected = forecastMonths(forecast, run.run);
  const lives = Array.from(
    { length: seeds },
    (_, index) => expectOk(liveByChance(run, { seed: index + 1, joining })).months,
  );
  return chanceFigures.map((figure) => {
    const summed = (all: Float64Array): number => all.reduce((sum, one) => sum + one, 0);
    const found = lives.map((life) => summed(life[figure]));
    const mean = found.reduce((sum, one) => sum + one, 0) / seeds;
    const variance = found.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (seeds - 1);
    // Nothing that does not vary is off.
    const error = Math.max(Math.sqrt(variance / seeds), 1e-6);
    const off = (mean - summed(expected[figure])) / error;
    return { figure, off };
  });
}

describe("the mean of businesses by chance", () => {
  for (const [name, model] of Object.entries(models))
    it(`is the forecast of ${name}, within three standard errors`, () => {
      for (const { figure, off } of means(model, "first-day")) {
        expect(Math.abs(off), figure).toBeLessThan(3);
      }
    });

  it("is the forecast where many are lost who do not pay", () => {
    for (const [name, model] of Object.entries(models)) {
      const capital = { failedPayments: "40%", recoveredPayments: "50%" };
      // Who is lost pays nothing more, for the use of its last month either.
      for (const { figure, off } of means({ ...model, capital }, "first-day"))
        if (figure !== "collections") expect(Math.abs(off), `${figure} of ${name}`).toBeLessThan(3);
    }
  });

  it("trails the forecast of use by a part of a month where customers join on any day", () => {
    const [usage] = Object.values(models);
    const found = means(usage ?? planned, "any-day");
    const of = (figure: string) => found.find((one) => one.figure === figure);
    expect(of("revenue")?.off).toBeLessThan(-4);
    expect(Math.abs(of("customers")?.off ?? 9)).toBeLessThan(3);
  });
});
