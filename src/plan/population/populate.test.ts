import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../../test/property.ts";
import { expectedAllotment, wholeAllotment } from "./allotment.ts";
import { type Population, thereIn } from "./cohort.ts";
import { populate } from "./populate.ts";
import { anyDrivers } from "./population.fixture.ts";
import type { PopulationDrivers } from "./population-drivers.ts";

const constant = (rate: number, first: number, months: number, period = 1): PopulationDrivers => ({
  months,
  opening: 0,
  arrivals: { kind: "new", newIn: () => first },
  purchases: [{ id: "a", lasting: true, shareIn: () => 1, period, lossAt: () => rate, moves: [] }],
});

const customersAt = ({ cohorts }: Population, month: number, purchase?: string): number =>
  cohorts
    .filter((one) => purchase === undefined || one.purchase === purchase)
    .reduce((sum, one) => sum + thereIn(one, month), 0);

describe("the population of a segment", () => {
  it("follows the geometric series of a constant churn", () => {
    const population = populate(constant(0.03, 10, 24), expectedAllotment);
    for (let month = 0; month < 24; month += 1)
      expect(customersAt(population, month)).toBeCloseTo(
        (10 * (1 - 0.97 ** (month + 1))) / 0.03,
        9,
      );
  });

  it("keeps who has paid for a year until the year is over", () => {
    const population = populate(constant(0.5, 8, 30, 12), wholeAllotment());
    const [first] = population.cohorts;
    expect(first?.there.slice(0, 26)).toEqual([
      ...Array.from({ length: 12 }, () => 8),
      ...Array.from({ length: 12 }, () => 4),
      2,
      2,
    ]);
  });

  it("wins as many as are missing to the target", () => {
    const population = populate(
      {
        ...constant(0.1, 0, 12),
        arrivals: {
          kind: "target",
          customersAt: (month) => 20 * (month + 1),
          counted: new Set(["a"]),
        },
      },
      wholeAllotment(),
    );
    for (let month = 0; month < 12; month += 1)
      expect(customersAt(population, month)).toBe(20 * (month + 1));
  });

  it("has no more than are aimed at, however many things they buy", () => {
    const [plan] = constant(0, 0, 24).purchases;
    if (plan === undefined) throw new Error("there is a plan");
    const purchases = ["a", "b", "c"].map((id) => ({
      ...plan,
      id,
      shareIn: () => (id === "a" ? 0.5 : 0.25),
    }));
    const aimed = (month: number): number => (month + 1) / 6;
    const population = populate(
      {
        ...constant(0, 0, 24),
        purchases,
        arrivals: { kind: "target", customersAt: aimed, counted: new Set(["a", "b", "c"]) },
      },
      wholeAllotment(),
    );
    const counts = Array.from({ length: 24 }, (_, month) => customersAt(population, month));
    // Half a customer counts up: one from the third month on, two from the ninth.
    expect(counts).toEqual(counts.map((__, month) => Math.floor(aimed(month) + 0.5 + 1e-9)));
    expect(purchases.map(({ id }) => customersAt(population, 23, id))).toEqual([2, 1, 1]);
  });

  it("counts no licence beside a plan as one of those it aims at", () => {
    const [plan] = constant(0, 0, 6).purchases;
    if (plan === undefined) throw new Error("there is a plan");
    const licence = { ...plan, id: "licence", shareIn: () => 0.5, period: 12 };
    const arrivals = {
      kind: "target",
      customersAt: (month: number) => 10 * (month + 1),
      counted: new Set(["a"]),
    } as const;
    const { cohorts } = populate(
      { ...constant(0, 0, 6), purchases: [plan, licence], arrivals },
      wholeAllotment(),
    );
    const joined = cohorts.flatMap(({ purchase, there }) => (purchase === "a" ? [there[0]] : []));
    expect(joined).toEqual([10, 10, 10, 10, 10, 10]);
  });

  it("is of whole customers, never fewer than none, and never more of a cohort than there were", () => {
    property(
      fc.property(anyDrivers, (drivers) => {
        for (const { there } of populate(drivers, wholeAllotment()).cohorts)
          for (const [month, customers] of there.entries()) {
            expect(Number.isInteger(customers)).toBe(true);
            expect(customers).toBeGreaterThanOrEqual(0);
            if (month > 0) expect(customers).toBeLessThanOrEqual(there[month - 1] ?? 0);
          }
      }),
      100,
    );
  });

  it("loses nobody on the way: who moves on is there, and who was there is there, moved or left", () => {
    for (const allotment of [() => expectedAllotment, wholeAllotment])
      property(
        fc.property(anyDrivers, (drivers) => {
          const population = populate(drivers, allotment());
          for (const { to, month } of population.moves) {
            const came = population.moves
              .filter((one) => one.to === to && one.month === month)
              .reduce((sum, { customers }) => sum + customers, 0);
            const cohort = population.cohorts.find(
              (one) => one.purchase === to && one.origin === "moved" && one.start === month,
            );
            expect(cohort?.there[0]).toBeCloseTo(came, 9);
          }
        }),
        100,
      );
  });

  it("comes in whole customers to within one of what is expected, while nobody leaves", () => {
    property(
      fc.property(anyDrivers, (drivers) => {
        const staying = {
          ...drivers,
          arrivals:
            drivers.arrivals.kind === "new"
              ? drivers.arrivals
              : ({ kind: "new", newIn: () => 3.7 } as const),
          purchases: drivers.purchases.map((one) => ({ ...one, lossAt: () => 0, moves: [] })),
        };
        const whole = populate(staying, wholeAllotment());
        const expected = populate(staying, expectedAllotment);
        for (const id of ["a", "b"])
          for (let month = 0; month < drivers.months; month += 1)
            expect(
              Math.abs(customersAt(whole, month, id) - customersAt(expected, month, id)),
            ).toBeLessThanOrEqual(0.5 + 1e-6);
      }),
      100,
    );
  });
});
