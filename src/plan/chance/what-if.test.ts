import { describe, expect, test } from "vitest";
import { expectOk, faultsOf } from "../../fault/fault.ts";
import uncertain from "../../model/fixtures/uncertain.ts";
import type { Model } from "../../model/model.ts";
import { forecastPlan } from "../forecast/forecast-plan.ts";
import { compareScenarios } from "./compare-scenarios.ts";
import { seek } from "./seek.ts";
import { tornado } from "./tornado.ts";

/** The uncertain business for one year, which is billed in a moment. */
const model: Model = { ...uncertain, horizon: { from: "2027-01", years: 1 }, targets: {} };

const cashWith = (name: string, value: number): number =>
  expectOk(
    forecastPlan(model, {
      customers: "expected",
      choose: (figure) => (figure.name === name ? value : figure.likely),
    }),
  ).run.read("forecast.cash", 11);

describe("a tornado", () => {
  const { base, bars, month } = expectOk(tornado(model, { outcome: "forecast.cash" }));

  test("moves each figure between its bounds, the widest first", () => {
    expect(month).toBe(11);
    expect(bars.map(({ figure }) => figure).toSorted()).toEqual([
      ...["churn", "growth", "round", "season", "wages"],
    ]);
    const swings = bars.map(({ swing }) => swing);
    expect(swings).toEqual(swings.toSorted((a, b) => b - a));
    expect(bars[0]?.figure).toBe("round");
  });

  test("is a forecast on either side", () => {
    const wages = bars.find(({ figure }) => figure === "wages");
    expect(wages?.low).toEqual({ value: 90_000, outcome: cashWith("wages", 90_000) });
    expect(wages?.high).toEqual({ value: 110_000, outcome: cashWith("wages", 110_000) });
    expect(base).toBe(cashWith("wages", 100_000));
  });

  test("moves what has no bounds by a part of it where that is asked for", () => {
    const all = expectOk(tornado(model, { outcome: "total(forecast.ebitda)", swing: 0.1 }));
    const rent = all.bars.find(({ figure }) => figure === "costs.rent");
    expect(rent?.low.value).toBeCloseTo(2_250, 9);
    expect(rent?.swing).toBeCloseTo(12 * 500, 6);
    // A share alone leaves the others short of 100%, so there is no such plan.
    expect(all.bars.map(({ figure }) => figure)).not.toContain(
      "segments.teams.purchases.monthly.share",
    );
  });

  test("refuses what is no figure", () => {
    const codes = (outcome: string) =>
      faultsOf(tornado(model, { outcome })).map(({ code, path }) => `${code} ${path}`);
    expect(codes("forecast.csh")).toEqual(["unknown-name --tornado"]);
    expect(codes("forecast.cash > 0 USD")).toEqual(["not-a-figure --tornado"]);
  });
});

describe("seeking", () => {
  test("finds the value at which a goal is just reached", () => {
    const sought = expectOk(
      seek(model, { driver: "wages", figure: "forecast.cash", atLeast: "280k USD" }),
    );
    expect(sought.verdict).toBe("some");
    const [turn] = sought.turns;
    expect(turn?.reached).toBe("below");
    expect(turn?.figure).toBeCloseTo(280_000, 6);
    expect(cashWith("wages", turn?.value ?? 0)).toBeCloseTo(280_000, 6);
  });

  test("takes a driver that the model writes out, and one that it computes", () => {
    const rent = expectOk(
      seek(model, {
        driver: "costs.rent",
        figure: "total(forecast.administration)",
        atMost: "24k USD",
      }),
    );
    expect(rent.turns[0]?.value).toBeCloseTo(2_000, 6);
    const coming = expectOk(
      seek(model, {
        driver: "segments.teams.new",
        figure: "total(forecast.new-customers)",
        atLeast: "180 customers",
        from: "1 customer per month",
        to: "100 customers per month",
      }),
    );
    expect(coming.turns[0]?.value).toBeCloseTo(15, 6);
    expect(coming.turns[0]?.reached).toBe("above");
  });

  test("says where every value reaches the goal, and where none does, and what comes nearest", () => {
    const of = (atLeast: string) =>
      expectOk(seek(model, { driver: "wages", figure: "forecast.cash", atLeast }));
    expect(of("1 USD").verdict).toBe("all");
    const none = of("1M USD");
    expect(none.verdict).toBe("none");
    expect(none.nearest?.value).toBe(90_000);
  });

  test("says where the figure turns", () => {
    const { verdict, turns } = expectOk(
      seek(model, {
        driver: "wages",
        figure: "abs(wages - 100k USD per year)",
        atMost: "2k USD per year",
      }),
    );
    expect(verdict).toBe("several");
    expect(turns.map(({ value }) => Math.round(value))).toEqual([98_000, 102_000]);
  });

  test.each<readonly [string, Parameters<typeof seek>[1]]>([
    ["unknown-name", { driver: "wage", figure: "forecast.cash", atLeast: "1 USD" }],
    ["not-a-lever", { driver: "forecast.mrr", figure: "forecast.cash", atLeast: "1 USD" }],
    ["unit-mismatch", { driver: "wages", figure: "forecast.cash", atLeast: "1 customer" }],
    ["goal-without-range", { driver: "wages", figure: "forecast.cash" }],
    [
      "goal-without-range",
      {
        driver: "wages",
        figure: "forecast.cash",
        atLeast: "1 USD",
        from: "2 USD per year",
        to: "1 USD per year",
      },
    ],
  ])("refuses with %s", (code, choice) => {
    expect(faultsOf(seek(model, choice)).map((fault) => fault.code)).toContain(code);
  });
});

test("scenarios stand beside the plan", () => {
  const { plans, figures, periods } = expectOk(compareScenarios(model, ["loyal"], "quarter"));
  expect(plans).toEqual([
    { scenario: undefined, name: "As planned" },
    { scenario: "loyal", name: "Loyal" },
  ]);
  expect(periods).toHaveLength(4);
  const customers = figures.find(({ id }) => id === "customers")?.values ?? [];
  expect(customers[1]?.[3]).toBeGreaterThan(customers[0]?.[3] ?? 0);
  expect(faultsOf(compareScenarios(model, ["royal"], "year")).map(({ code }) => code)).toEqual([
    "unknown-scenario",
  ]);
});
