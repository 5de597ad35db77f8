import { describe, expect, it } from "vitest";
import { amount, at, inputOf, reportOf, type Told, zoneOf } from "./metrics.fixture.ts";
import type { ChosenSettings } from "./read-settings.ts";

/** Two customers of January, one of them lost on their monthly day and back in April; one of February who grows. */
const told: readonly Told[] = [
  { customer: "a", from: "2026-01-31", amount: 100 },
  { customer: "b", from: "2026-01-10", to: "2026-02-10", amount: 50 },
  { customer: "b", from: "2026-04-20", amount: 70 },
  { customer: "c", from: "2026-02-01", to: "2026-03-15", amount: 40 },
  { customer: "c", from: "2026-03-15", amount: 60, cause: "quantity" },
];
const span = { from: "2026-01", to: "2026-04" };

const triangle = (metric: string, settings: ChosenSettings = {}, input = inputOf(told)) =>
  reportOf(input, span, settings, { metrics: [metric] }).triangles[0]?.cohorts.map(
    ({ month, initial, cells }) => [month, initial, ...cells.map((cell) => cell.amount)],
  );

describe("cohorts", () => {
  it("of customers count who is one at each month's end, returned ones again", () => {
    expect(triangle("logo-cohorts")).toEqual([
      ["2026-01", "2", "2", "1", "1", "2"],
      ["2026-02", "1", "1", "1", "1"],
    ]);
  });

  it("of revenue add up what they are worth, as amounts and as parts of the beginning", () => {
    expect(triangle("revenue-cohorts")).toEqual([
      ["2026-01", "150", "150", "100", "100", "170"],
      ["2026-02", "40", "40", "60", "60"],
    ]);
    const [table] = reportOf(inputOf(told), span, {}, { metrics: ["revenue-cohorts"] }).triangles;
    expect(table?.cohorts[0]?.cells.map(({ ratio }) => ratio)).toEqual([
      "1.000000",
      "0.666667",
      "0.666667",
      "1.133333",
    ]);
  });

  it("are looked at on each customer's own day, and have no cell that not all have reached", () => {
    // b ends on the day that is one month old; c is of the 1st, and so two months old on April 1.
    expect(triangle("logo-cohorts", { cohortClock: "anniversary" })).toEqual([
      ["2026-01", "2", "2", "1", "1", "1"],
      ["2026-02", "1", "1", "1", "1"],
    ]);
    const late = inputOf([...told, { customer: "d", from: "2026-02-20", amount: 5 }]);
    const [, february] = triangle("logo-cohorts", { cohortClock: "anniversary" }, late) ?? [];
    expect(february).toEqual(["2026-02", "2", "2", "2", "2"]);
    const shorter = reportOf(
      inputOf([{ from: "2026-01-31", amount: 5 }], { zone: zoneOf("Asia/Tokyo") }),
      { from: "2026-01", to: "2026-02" },
      { cohortClock: "anniversary" },
      { metrics: ["logo-cohorts"] },
    );
    expect(shorter.triangles[0]?.cohorts[0]?.cells.length).toBe(2);
  });

  it("begin with what their customers began with, or with what was left at the first month's end", () => {
    const brief = inputOf([
      { customer: "a", from: "2026-01-05", amount: 30 },
      { customer: "b", from: "2026-01-05", to: "2026-01-20", amount: 10 },
    ]);
    const of = (cohortBase: string) => triangle("revenue-cohorts", { cohortBase }, brief);
    expect(of("first")).toEqual([["2026-01", "40", "30", "30", "30", "30"]]);
    expect(of("month-end")).toEqual([["2026-01", "30", "30", "30", "30", "30"]]);
  });

  it("keep the rate of their month", () => {
    const euros = inputOf([{ from: "2026-01-05", amount: 100, currency: "EUR" }], {
      rates: [
        { currency: "EUR", from: at("2026-01-01"), rate: amount("1.1") },
        { currency: "EUR", from: at("2026-02-01"), rate: amount("1.5") },
      ],
    });
    expect(triangle("revenue-cohorts", {}, euros)?.[0]?.slice(1)).toEqual(
      Array.from({ length: 5 }, () => "110"),
    );
  });
});
