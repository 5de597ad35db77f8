import { describe, expect, it } from "vitest";
import { expectOk } from "../fault/fault.ts";
import planned from "../model/fixtures/planned.ts";
import type { Model } from "../model/model.ts";
import { shopWith } from "../plan/forecast/shop.fixture.ts";
import { expectedAllotment } from "../plan/population/allotment.ts";
import { thereIn } from "../plan/population/cohort.ts";
import { populate } from "../plan/population/populate.ts";
import type { PopulationDrivers } from "../plan/population/population-drivers.ts";
import type { Fate } from "./fate.ts";
import { randomFates } from "./random-fates.ts";
import { simulateByChance } from "./simulate-by-chance.ts";

const drivers: PopulationDrivers = {
  months: 24,
  opening: 10,
  arrivals: { kind: "new", newIn: (month) => 4 + month / 4 },
  purchases: [
    {
      id: "monthly",
      lasting: true,
      shareIn: () => 0.7,
      period: 1,
      lossAt: (renewal) => (renewal < 3 ? 0.1 : 0.04),
      moves: [
        { to: "annual", rateIn: () => 0.02 },
        { to: "once", rateIn: () => 0.01 },
      ],
    },
    { id: "annual", lasting: true, shareIn: () => 0.3, period: 12, lossAt: () => 0.3, moves: [] },
    { id: "once", lasting: false, shareIn: () => 0.2, period: 1, lossAt: () => 1, moves: [] },
  ],
};

const fatesOf = (seed: number, segment = "teams", own = drivers): readonly Fate[] =>
  randomFates(own, { seed, segment, first: 684, usageSpread: 0.5 });

const isThere = ({ stays }: Fate, purchase: string, month: number): boolean =>
  stays.some(
    (one) => one.purchase === purchase && one.from <= month && month < (one.to ?? drivers.months),
  );

describe("customers by chance", () => {
  it("are on average as many of each purchase in each month as are expected", () => {
    const seeds = 200;
    const all = Array.from({ length: seeds }, (_, seed) => fatesOf(seed)).flat();
    const expected = populate(drivers, expectedAllotment);
    for (const purchase of ["monthly", "annual"])
      for (const month of [0, 1, 5, 12, 13, 23]) {
        const mean = all.filter((one) => isThere(one, purchase, month)).length / seeds;
        const wanted = expected.cohorts
          .filter((one) => one.purchase === purchase)
          .reduce((sum, one) => sum + thereIn(one, month), 0);
        expect(Math.abs(mean - wanted)).toBeLessThan(4 * Math.sqrt(wanted / seeds));
      }
  });

  it("are there before the plan as it says, and buy things one after the other", () => {
    const fates = fatesOf(3);
    expect(fates.filter(({ stays }) => stays[0].from === -1)).toHaveLength(10 + 2);
    expect(fates.some(({ stays }) => stays.length > 1)).toBe(true);
    for (const { stays, day } of fates) {
      expect(day).toBeGreaterThanOrEqual(1);
      for (const [index, { from, to }] of stays.entries()) {
        expect(to === undefined || to > from).toBe(true);
        if (index > 0) expect(from).toBe(stays[index - 1]?.to);
      }
    }
    expect(new Set(fates.map(({ customer }) => customer)).size).toBe(fates.length);
  });

  it("keep their fates whatever else is sold, and whoever else comes", () => {
    const more = {
      ...drivers,
      arrivals: { kind: "new", newIn: (month: number) => 9 + month } as const,
    };
    const known = new Map(fatesOf(5, "teams", more).map((one) => [one.customer, one]));
    const kept = fatesOf(5).filter((one) => known.has(one.customer));
    expect(kept.length).toBeGreaterThan(20);
    for (const one of kept) expect(known.get(one.customer)).toEqual(one);
    expect(fatesOf(5)).toEqual(fatesOf(5));
    expect(fatesOf(6)).not.toEqual(fatesOf(5));
  });
});

describe("a business by chance", () => {
  const small: Model = { ...planned, horizon: { from: "2027-01", years: 1 } };

  it("is the same for a seed, and another for another", () => {
    const lived = (seed: number) => expectOk(simulateByChance(small, { seed, months: 2 })).figures;
    expect(lived(1)).toEqual(lived(1));
    expect(lived(2)).not.toEqual(lived(1));
  });

  it("lives trials, terms, moves and what is sold once without a refusal", () => {
    const model = shopWith({
      name: "Small",
      opening: "9 customers",
      acquisition: { kind: "growth", first: "5 customers per month", rate: "4% per month" },
      purchases: {
        monthly: {
          share: "60%",
          plan: "team",
          cadence: "monthly",
          usage: { calls: "900 calls per month + 150 calls per month * month-number()" },
          churn: { kind: "monthly", rate: "5% per month" },
          moves: { business: "6% per month", yearly: "4% per month", large: "3% per month" },
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
        large: { share: "0%", plan: "yearly", churn: { kind: "at-renewal", share: "20%" } },
        start: { share: "40%", offer: "onboarding" },
      },
    });
    for (const seed of [1, 2]) {
      const { figures, customers } = expectOk(simulateByChance(model, { seed, months: 13 }));
      expect(customers).toBeGreaterThan(60);
      expect(figures.every(({ lived }) => Number(lived) > 0)).toBe(true);
    }
  });
});
