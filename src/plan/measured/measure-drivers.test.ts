import { describe, expect, it } from "vitest";
import { type SteadyPurchase, steadyActual, steadyPlan } from "../variance/figures.fixture.ts";
import { type MeasuredDriver, measureDrivers } from "./measure-drivers.ts";

const monthly: SteadyPurchase = {
  segment: "small",
  purchase: "monthly",
  stream: "subscriptions",
  opening: 400,
  joined: 30,
  loss: 0.05,
  units: 1,
  price: 9_900,
  kept: 1,
  billed: 1,
  earned: 1,
};
const annual: SteadyPurchase = { ...monthly, purchase: "annual", joined: 10, loss: 0.01 };

const none = { count: 0, weight: 0, weightedSum: 0, weightedSquares: 0, squaredWeights: 0 };

function measured(
  actual: readonly SteadyPurchase[],
  delay = none,
): ReadonlyMap<string, MeasuredDriver> {
  const plan = [monthly, annual];
  const business = {
    plan: steadyPlan(plan),
    actual: steadyActual(actual, plan),
    delay,
    assumedDelay: 1,
  };
  const all = measureDrivers(business, { from: 0, to: 11 });
  return new Map(all.map((one) => [one.id, one]));
}

describe("measured drivers", () => {
  it("hold where all went as planned, and come to what is assumed", () => {
    for (const [id, { assumed, measured: own, within }] of measured([monthly, annual])) {
      if (id === "capital.collected-after") continue;
      expect([id, within]).toEqual([id, true]);
      expect(own).toBeCloseTo(assumed ?? Number.NaN, 9);
    }
  });

  it("say which assumption does not, and only that one", () => {
    const off = (actual: readonly SteadyPurchase[]): readonly string[] =>
      [...measured(actual).values()].filter(({ within }) => within === false).map(({ id }) => id);
    const own = "segments.small.purchases.monthly";
    expect(off([{ ...monthly, loss: 0.12 }, annual])).toEqual([`${own}.churn`]);
    expect(off([{ ...monthly, price: 12_900 }, annual])).toEqual([`${own}.price`]);
    expect(off([{ ...monthly, kept: 0.8 }, annual])).toEqual([`${own}.discount`]);
    expect(
      off([
        { ...monthly, joined: 60 },
        { ...annual, joined: 20 },
      ]),
    ).toEqual(["segments.small.new"]);
    expect(
      off([
        { ...monthly, joined: 10 },
        { ...annual, joined: 30 },
      ]),
    ).toEqual([`${own}.share`, "segments.small.purchases.annual.share"]);
  });

  it("count what was seen, and say nothing of what was not", () => {
    const seen = measured([monthly, annual]);
    expect(seen.get("segments.small.new")).toMatchObject({
      assumed: 40,
      measured: 40,
      count: 480,
      observations: 12,
    });
    expect(seen.get("capital.collected-after")).toMatchObject({ measured: null, within: null });
    const paid = {
      count: 3,
      weight: 300,
      weightedSum: 150,
      weightedSquares: 78,
      squaredWeights: 30_000,
    };
    expect(measured([monthly, annual], paid).get("capital.collected-after")).toMatchObject({
      assumed: 1,
      measured: 0.5,
      within: false,
    });
    // All after half a month: nothing tells that a month is far off.
    const equal = { ...paid, weightedSquares: 75 };
    expect(measured([monthly, annual], equal).get("capital.collected-after")).toMatchObject({
      measured: 0.5,
      interval: null,
      within: null,
    });
  });
});
