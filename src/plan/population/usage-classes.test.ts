import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../../test/property.ts";
import { wholeAllotment } from "./allotment.ts";
import { thereIn } from "./cohort.ts";
import { populate } from "./populate.ts";
import { anyDrivers } from "./population.fixture.ts";
import type { PopulationDrivers } from "./population-drivers.ts";
import { meanUse, splitByUse, wholeUses } from "./usage-classes.ts";

const varied = fc.record({ drivers: anyDrivers, classes: fc.integer({ min: 1, max: 9 }) }).map(
  ({ drivers, classes }): PopulationDrivers => ({
    ...drivers,
    purchases: drivers.purchases.map((one) => ({
      ...one,
      variation: { classes, factorAt: (share: number) => share * 2 },
    })),
  }),
);

describe("customers in classes of use", () => {
  it("are as many as before, in each cohort and month and on each move", () => {
    property(
      fc.property(varied, (drivers) => {
        const population = populate(drivers, wholeAllotment());
        const split = splitByUse(drivers, population, "whole");
        const usesAt = wholeUses(drivers, population);
        for (const cohort of population.cohorts)
          for (let month = -1; month < population.months; month += 1) {
            const parts = split.cohorts.filter(
              ({ purchase, origin, start }) =>
                purchase === cohort.purchase && origin === cohort.origin && start === cohort.start,
            );
            const there = thereIn(cohort, month);
            expect(parts.reduce((sum, one) => sum + thereIn(one, month), 0)).toBe(there);
            for (let place = 0; place < Math.min(there, 3); place += 1)
              expect(parts.map(({ uses }) => uses)).toContain(usesAt(cohort, place));
          }
        const moved = (moves: typeof population.moves): number =>
          moves.reduce((sum, { customers }) => sum + customers, 0);
        expect(moved(split.moves)).toBe(moved(population.moves));
        for (const { from, month, customers } of split.moves)
          expect(customers).toBeLessThanOrEqual(thereIn(from, month - 1));
      }),
      40,
    );
  });

  it("differ from one to the next, the middle class first, and all of them come by turns", () => {
    const drivers: PopulationDrivers = {
      months: 0,
      opening: 10,
      arrivals: { kind: "new", newIn: () => 0 },
      purchases: [
        {
          id: "a",
          lasting: true,
          variation: { classes: 5, factorAt: (share) => share },
          shareIn: () => 1,
          period: 1,
          lossAt: () => 0,
          moves: [],
        },
      ],
    };
    const population = populate(drivers, wholeAllotment());
    const [cohort] = population.cohorts;
    const uses = wholeUses(drivers, population);
    const places = Array.from({ length: 6 }, (_, place) => (cohort ? uses(cohort, place) : 0));
    expect(places).toEqual([0.5, 0.1, 0.7, 0.3, 0.9, 0.5]);
    expect(meanUse(drivers.purchases[0] ?? {})).toBeCloseTo(0.5, 12);
  });
});
