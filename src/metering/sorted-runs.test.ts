import fc from "fast-check";
import { expect, it } from "vitest";
import { property } from "../../test/property.ts";
import { mergeRuns, type RunOrder, type Runs, sortedElements } from "./sorted-runs.ts";

const ascending: RunOrder<number> = { compare: (left, right) => left - right };
const distinct: RunOrder<number> = { ...ascending, combine: (left) => left };

const grow = (order: RunOrder<number>, values: readonly number[]): Runs<number> =>
  values.reduce<Runs<number>>((runs, value) => mergeRuns(order, runs, [[value]]), []);

it("holds what was put in, sorted", () => {
  property(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 50 })),
      fc.array(fc.nat({ max: 50 })),
      (a, b) => {
        const runs = mergeRuns(ascending, grow(ascending, a), grow(ascending, b));
        const sorted = [...a, ...b].sort((left, right) => left - right);
        expect(sortedElements(ascending, runs)).toEqual(sorted);
        const once = mergeRuns(distinct, grow(distinct, a), grow(distinct, b));
        expect(sortedElements(distinct, once)).toEqual([...new Set(sorted)]);
      },
    ),
  );
});

it("keeps few runs, each at least twice as long as the next", () => {
  property(
    fc.property(
      fc.array(fc.integer(), { maxLength: 200 }),
      fc.array(fc.integer(), { maxLength: 200 }),
      (a, b) => {
        const runs = mergeRuns(ascending, grow(ascending, a), grow(ascending, b));
        for (const [index, run] of runs.slice(1).entries()) {
          expect(runs[index]?.length).toBeGreaterThanOrEqual(2 * run.length);
        }
      },
    ),
    100,
  );
});
