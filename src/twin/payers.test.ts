import { describe, expect, it } from "vitest";
import { expectOk } from "../fault/fault.ts";
import type { Capital } from "../model/capital.ts";
import type { DunningPolicy } from "../model/dunning.ts";
import planned from "../model/fixtures/planned.ts";
import type { Model } from "../model/model.ts";
import { forecastMonths } from "./chance-months.ts";
import { liveByChance } from "./live-by-chance.ts";
import { runPlan } from "./simulate.ts";

const business = (capital: Capital, dunning?: DunningPolicy): Model => ({
  ...planned,
  capital,
  horizon: { from: "2027-01", years: 2 },
  ...(dunning === undefined ? {} : { payment: { methods: {}, dunning } }),
});

/** A year of it, lived once however many tests look at it. */
function lived(model: Model) {
  const text = JSON.stringify(model);
  const known = lives.get(text) ?? live(model);
  lives.set(text, known);
  return known;
}

const lives = new Map<string, ReturnType<typeof live>>();

function live(model: Model) {
  const { planned: run, forecast } = expectOk(runPlan(model, { months: 12 }, "expected"));
  const life = expectOk(liveByChance(run, { seed: 3, usageSpread: 0 }));
  return { ...life, forecast: forecastMonths(forecast, run.run) };
}

const sumOf = (months: Float64Array): number => months.reduce((sum, one) => sum + one, 0);

/** Four standard deviations of a count of so many chances. */
const nearCount = (found: number, many: number, chance: number): void =>
  expect(Math.abs(found - many * chance)).toBeLessThan(4 * Math.sqrt(many * chance * (1 - chance)));

describe("payments by chance", () => {
  it("are all made where nothing else is said, in the month of the invoice", () => {
    const all = lived(business({}));
    expect(all.payments).toMatchObject({ paidLate: 0, failed: 0, recovered: 0, lost: 0 });
    expect(all.months.collections).toEqual(all.months.billings);
  });

  it("come late, fail and are made up for as often as the plan says", () => {
    const { payments } = lived(
      business({ paidLate: "20%", failedPayments: "15%", recoveredPayments: "80%" }),
    );
    const { invoices, failed, recovered, paidLate } = payments;
    expect(invoices).toBeGreaterThan(400);
    nearCount(failed, invoices, 0.15);
    nearCount(recovered, failed, 0.8);
    nearCount(paidLate, invoices - failed, 0.2);
  });

  it("are made of what is owed before the plan begins", () => {
    const first = lived(business({ collectedAfter: "1 month" }));
    // The month before the plan bills its opening customers, who pay in the first.
    expect(first.forecast.collections[0]).toBeGreaterThan(0);
    expect(first.months.collections[0]).toBeGreaterThan(0);
  });

  it("that never come lose about as many customers as the forecast does", () => {
    const capital: Capital = { failedPayments: "10%", recoveredPayments: "40%" };
    const simulated = lived(business(capital));
    expect(simulated.payments.lost).toBeGreaterThan(20);
    const paying = lived(business({}));
    const kept = (months: "months" | "forecast"): number =>
      sumOf(simulated[months].customers) / sumOf(paying[months].customers);
    expect(Math.abs(kept("months") / kept("forecast") - 1)).toBeLessThan(0.05);
    expect(kept("months")).toBeLessThan(0.85);
  });

  it("that never come end contracts, too", () => {
    const signing = (capital: Capital): Model => {
      const team = {
        plan: "team",
        cadence: "monthly",
        usage: { calls: "20_000 calls per month" },
      } as const;
      return {
        ...business(capital),
        contracts: { own: { name: "Own", term: 12 } },
        segments: {
          teams: {
            name: "Teams",
            opening: "20 customers",
            acquisition: { kind: "monthly", customers: "10 customers per month" },
            purchases: { team: { ...team, share: "100%", contract: { template: "own" } } },
          },
        },
      };
    };
    const simulated = lived(signing({ failedPayments: "10%", recoveredPayments: "40%" }));
    expect(simulated.payments.lost).toBeGreaterThan(20);
    const customers = sumOf(simulated.months.customers);
    expect(Math.abs(customers / sumOf(simulated.forecast.customers) - 1)).toBeLessThan(0.15);
    expect(customers).toBeLessThan(sumOf(lived(signing({})).months.customers) * 0.9);
  });

  it("are chased by the model's own dunning, with its fees, up to its last step", () => {
    const dunning: DunningPolicy = {
      steps: [
        { afterDueDays: 5, action: "remind", fee: "15 USD" },
        { afterDueDays: 12, action: "suspend" },
      ],
      stream: "services",
    };
    const capital: Capital = { failedPayments: "10%", recoveredPayments: "40%" };
    const simulated = lived(business(capital, dunning));
    // No step ends service or gives the debt up, so the last one does.
    expect(simulated.payments.lost).toBeGreaterThan(20);
  });

  it("hold dunning back where somebody pays later than is asked", () => {
    const slow = lived(business({ collectedAfter: "2.5 months", paidLate: "30%" }));
    expect(slow.payments.paidLate).toBeGreaterThan(100);
    expect(slow.payments.lost).toBe(0);
  });

  it("do not change who comes, moves on and leaves by itself", () => {
    const customers = (capital: Capital) => lived(business(capital)).months.customers;
    expect(customers({ paidLate: "50%", collectedAfter: "2 months" })).toEqual(customers({}));
  });
});
