import { expect, it } from "vitest";
import { expectOk } from "../../fault/fault.ts";
import { parseMonth } from "../../metrics/calendar-month.ts";
import type { ForecastRow } from "./forecast-rows.ts";
import { headlineFigures } from "./headline.ts";

const first = expectOk(parseMonth("2027-01"));
const row = (id: string, values: readonly number[], unit: ForecastRow["unit"] = "money") => ({
  id,
  section: "",
  label: id,
  unit,
  over: "sum" as const,
  values: Float64Array.from(values),
});
const told = (rows: readonly ForecastRow[]) =>
  headlineFigures(rows, first, "USD").map(({ id, value, month }) => [id, value, month]);

it("tells a forecast by its end, its last year, and the months in which its fortune turns", () => {
  const months = Array.from({ length: 14 }, (_, month) => month);
  const rows = [
    row("customers.closing", months, "customers"),
    row(
      "mrr.closing",
      months.map((month) => month * 10),
    ),
    row(
      "revenue",
      months.map(() => 100),
    ),
    row(
      "gross-profit",
      months.map(() => 60),
    ),
    row(
      "ebitda",
      months.map((month) => (month < 5 ? -50 : 20)),
    ),
    row(
      "cash",
      months.map((month) => (month === 6 ? -1 : 100 - month)),
    ),
  ];
  expect(told(rows)).toEqual([
    ["customers.closing", "13", "2028-02"],
    ["mrr.closing", "130.00", "2028-02"],
    ["revenue", "1200.00", "2028-02"],
    ["gross-margin", "0.600", "2028-02"],
    ["ebitda", "30.00", "2028-02"],
    ["break-even", "2027-06", null],
    ["least-cash", "-1.00", "2027-07"],
    ["cash-out", "2027-07", null],
  ]);
});

it("has no month for what never happens, no margin of no revenue, and nothing of what is not planned", () => {
  const rows = [
    row("mrr.closing", [0, 0]),
    row("revenue", [0, 0]),
    row("gross-profit", [0, 0]),
    row("ebitda", [1, -1]),
    row("cash", [5, 4]),
  ];
  expect(told(rows)).toEqual([
    ["mrr.closing", "0.00", "2027-02"],
    ["revenue", "0.00", "2027-02"],
    ["gross-margin", null, "2027-02"],
    ["ebitda", "0.00", "2027-02"],
    ["break-even", null, null],
    ["least-cash", "4.00", "2027-02"],
    ["cash-out", null, null],
  ]);
});
