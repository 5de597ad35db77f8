import { assert, ok, type Result, refuse } from "../../fault/fault.ts";
import { multiplyUnits, sameUnit, type Unit, unitOf } from "../unit.ts";
import type { NumberType } from "../value-type.ts";
import type { FaultAt, WholeFunction } from "./formula-function.ts";
import { ratios } from "./same-unit.ts";

/** What comes in month by month (`USD per month`) adds up; what is there at a month's end (`customers`) does not. */
const isFlow = (unit: Unit): boolean => (unit.month ?? 0) < 0;

/** Refuses `rate-summed` for a share per month, whose sum over months means nothing. */
function summable(of: NumberType, faultAt: FaultAt): Result<NumberType> {
  if (!sameUnit(of.unit, { month: -1 })) return ok(of);
  return refuse(
    faultAt(
      {
        code: "rate-summed",
        message: "a rate per month does not add up over months",
        suggestion: 'compound it with "annual-loss" or "annual-growth", or take "average"',
      },
      0,
    ),
  );
}

const once = (unit: Unit): NumberType => ({ kind: "number", unit, shape: "once" });

/** The sum of a flow or the last of a stock, in months `from` up to and without `to`, counted from 0. */
function within(months: Float64Array, from: number, to: number, flow: boolean): number {
  if (!Number.isInteger(from) || from < 0 || to > months.length) return Number.NaN;
  if (!flow) return months[to - 1] ?? Number.NaN;
  let sum = 0;
  for (let month = from; month < to; month += 1) sum += months[month] ?? 0;
  return sum;
}

const span = (name: string, length: number, meaning: string, flow: boolean): WholeFunction => ({
  name,
  usage: `${name}(figure, number)`,
  meaning,
  least: 2,
  most: 2,
  reads: "whole",
  type: ([of, ...numbers], faultAt) => {
    assert(of !== undefined, "a span is of a figure");
    const counted = ratios(numbers, (fault, argument = 0) => faultAt(fault, argument + 1));
    if (!counted.ok) return counted;
    if (!flow) return ok(once(of.unit));
    const summed = summable(of, faultAt);
    if (!summed.ok) return summed;
    return isFlow(of.unit)
      ? ok(
          once(
            multiplyUnits(of.unit, { month: 1, [name === "sum-of-year" ? "year" : "quarter"]: -1 }),
          ),
        )
      : refuse(faultAt(aStock, 0));
  },
  value: (months, [number = 0]) => within(months, (number - 1) * length, number * length, flow),
  sheet: (months, [number = "1"]) => {
    const last = `INDEX(${months},1,${number}*${length})`;
    return flow ? `SUM(INDEX(${months},1,(${number}-1)*${length}+1):${last})` : last;
  },
});

const aStock = {
  code: "stock-summed",
  message:
    "this is a balance and not something that comes in month by month, so it does not add up",
  suggestion: 'take "end-of-year" or "average"',
};

export const sumOfYear = span("sum-of-year", 12, "what a flow adds up to in year 1, 2, …", true);
export const sumOfQuarter = span(
  "sum-of-quarter",
  3,
  "what a flow adds up to in quarter 1, 2, …",
  true,
);
export const endOfYear = span(
  "end-of-year",
  12,
  "the figure of the last month of year 1, 2, …",
  false,
);
export const endOfQuarter = span(
  "end-of-quarter",
  3,
  "the figure of the last month of quarter 1, 2, …",
  false,
);
export const atMonth = span("at-month", 1, "the figure of month 1, 2, …", false);

export const total: WholeFunction = {
  name: "total",
  usage: "total(figure)",
  meaning: "what a flow adds up to over the whole plan",
  least: 1,
  most: 1,
  reads: "whole",
  type: ([of], faultAt) => {
    assert(of !== undefined, "a total is of a figure");
    const summed = summable(of, faultAt);
    if (!summed.ok) return summed;
    return isFlow(of.unit)
      ? ok(once(multiplyUnits(of.unit, unitOf("month"))))
      : refuse(faultAt(aStock, 0));
  },
  value: (months) => within(months, 0, months.length, true),
  sheet: (months) => `SUM(${months})`,
};

const over = (
  name: string,
  meaning: string,
  sheet: "AVERAGE" | "MAX" | "MIN",
  value: (months: Float64Array) => number,
): WholeFunction => ({
  name,
  usage: `${name}(figure)`,
  meaning,
  least: 1,
  most: 1,
  reads: "whole",
  type: ([of]) => {
    assert(of !== undefined, "this is of a figure");
    return ok(once(of.unit));
  },
  value,
  sheet: (months) => `${sheet}(${months})`,
});

export const average = over(
  "average",
  "the mean of all months",
  "AVERAGE",
  (months) => months.reduce((sum, one) => sum + one, 0) / months.length,
);
export const highest = over("highest", "the largest of all months", "MAX", (months) =>
  months.reduce((most, one) => Math.max(most, one), Number.NEGATIVE_INFINITY),
);
export const lowest = over("lowest", "the smallest of all months", "MIN", (months) =>
  months.reduce((least, one) => Math.min(least, one), Number.POSITIVE_INFINITY),
);
