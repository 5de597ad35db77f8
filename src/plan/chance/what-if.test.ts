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
  });

  test("leaves out shares of a whole, which leave the others short of 100%", () => {
    const teams = uncertain.segments?.teams;
    if (teams === undefined) throw new Error("the uncertain business has teams");
    const channels = {
      ads: { share: "60%", cost: "450 USD per customer" },
      partner: { share: "40%", cost: "300 USD per customer" },
    };
    const two: Model = { ...model, segments: { teams: { ...teams, channels } } };
    const all = expectOk(tornado(two, { outcome: "forecast.cash", swing: 0.1 }));
    const moved = all.bars.map(({ figure }) => figure);
    expect(moved).toContain("segments.teams.channels.ads.cost");
    // What only some buy beside their plan is no part of a whole.
    expect(moved.filter((figure) => figure.endsWith(".share"))).toEqual([
      "segments.teams.purchases.onboarding.share",
    ]);
  });

  test("moves no share above 100%, and quantities by whole units", () => {
    const teams = uncertain.segments?.teams;
    const monthly = teams?.purchases["monthly"];
    if (teams === undefined || monthly === undefined) throw new Error("teams buy monthly");
    const purchases = { ...teams.purchases, monthly: { ...monthly, quantity: "5" } };
    const seats: Model = {
      ...model,
      segments: { teams: { ...teams, purchases } },
      capital: { ...model.capital, collectedAfter: "1 month", paidLate: "80%" },
    };
    const { bars } = expectOk(tornado(seats, { outcome: "forecast.cash", swing: 0.5 }));
    const ends = (name: string) => {
      const bar = bars.find(({ figure }) => figure === name);
      return [bar?.low.value, bar?.high.value];
    };
    expect(ends("capital.paid-late")).toEqual([0.4, 1]);
    const quantity = "segments.teams.purchases.monthly.quantity";
    const counts = expectOk(tornado(seats, { outcome: quantity, swing: 0.5 })).bars;
    expect(counts[0]?.low.value).toBe(2);
    expect(counts[0]?.high.value).toBe(8);
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
