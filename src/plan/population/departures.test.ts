import { describe, expect, it } from "vitest";
import type { Cohort } from "./cohort.ts";
import { departed, departuresOf, followCohorts } from "./departures.ts";

const monthly: Cohort = { purchase: "monthly", origin: "joined", start: 0, there: [10, 6] };

const annual = (there: readonly number[], uses: number): Cohort => ({
  purchase: "annual",
  origin: "moved",
  start: 1,
  uses,
  there,
});

const move = { from: monthly, to: "annual", month: 1, customers: 3 };

describe("customers who move on", () => {
  it("are found in the cohort that they go on in, and those who left are in none", () => {
    const moved = annual([3], 1);
    const population = { months: 2, cohorts: [monthly, moved], moves: [move] };
    expect(departuresOf(population)(monthly, 1)).toEqual([{ to: moved, customers: 3 }]);
    expect(departuresOf(population)(monthly, 0)).toEqual([]);
    expect(followCohorts(population)(monthly, 1)).toEqual([
      { to: monthly, share: 0.6 },
      { to: moved, share: 0.3 },
    ]);
    expect(followCohorts(population)(moved, 1)).toEqual([]);
  });

  it("fall among cohorts that are apart by use as these have customers", () => {
    const [little, much] = [annual([2], 0.5), annual([1], 1.5)];
    const none = annual([0], 3);
    const population = { months: 2, cohorts: [monthly, little, much, none], moves: [move] };
    const gone = departuresOf(population)(monthly, 1);
    expect(gone).toEqual([
      { to: little, customers: 2 },
      { to: much, customers: 1 },
    ]);
    expect(departed(gone)).toBe(3);
  });

  it("are told apart from those who went on in the same month on another day", () => {
    const [first, tenth] = [annual([3], 1), { ...annual([4], 1), day: 10 }];
    const later = { ...move, customers: 4, day: 10 };
    const population = { months: 2, cohorts: [monthly, first, tenth], moves: [move, later] };
    expect(departuresOf(population)(monthly, 1)).toEqual([
      { to: first, customers: 3 },
      { to: tenth, customers: 4 },
    ]);
  });
});
