import { describe, expect, it } from "vitest";
import {
  type ActualMonth,
  addVariances,
  type PlannedMonth,
  roundVariances,
  splitVariance,
  type VariancePart,
} from "./split-variance.ts";

const plan: PlannedMonth = { customers: 10, list: 1_000, net: 1_000, amount: 1_000 };

/** Twelve customers with twice as many units each, of whose value something is billed. */
const actual = (share: number): ActualMonth => ({
  customers: 12,
  afterVolume: 12,
  afterChurn: 12,
  atPlanPrices: 2_400,
  list: 2_400,
  net: 2_400,
  atPlanRates: 2_400 * share,
  amount: 2_400 * share,
});

/** The parts of months that there are. */
function partsOf(
  ...months: readonly (readonly [PlannedMonth, ActualMonth])[]
): Partial<Record<VariancePart, number>> {
  const { parts } = addVariances(
    months.map(([one, other]) => addVariances(roundVariances([splitVariance(one, other)]))),
  );
  return Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== 0));
}

describe("the timing of a variance", () => {
  it("is all of it where nothing was billed, however much there was to bill", () => {
    expect(partsOf([plan, actual(0)])).toEqual({ timing: -1_000 });
  });

  it("cancels out where a bill came a month later, and what was billed is valued then", () => {
    const idle = { ...plan, amount: 0 };
    expect(partsOf([plan, actual(0)], [idle, actual(1)])).toEqual({ volume: 200, usage: 1_200 });
    expect(partsOf([plan, actual(1)])).toEqual({ volume: 200, usage: 1_200 });
  });

  it("is what was billed where nobody was there any more", () => {
    const none = { ...actual(0), list: 0, net: 0, atPlanPrices: 0 };
    const gone = { ...none, customers: 0, afterVolume: 10, afterChurn: 0 };
    const billed = { ...gone, atPlanRates: 70, amount: 70 };
    expect(partsOf([plan, billed])).toEqual({ timing: 70, churn: -1_000 });
  });
});
