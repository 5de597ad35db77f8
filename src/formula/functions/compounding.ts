import { ok, refuse } from "../../fault/fault.ts";
import { sameUnit, unitText } from "../unit.ts";
import { widest } from "../value-type.ts";
import type { MonthlyFunction } from "./formula-function.ts";
import { figuresOf } from "./same-unit.ts";

const perMonth = { month: -1 };
const perYear = { year: -1 };

interface Compounding {
  readonly name: string;
  readonly meaning: string;
  readonly from: { readonly [base: string]: number };
  readonly to: { readonly [base: string]: number };
  readonly javascript: (rate: string) => string;
  readonly sheet: (rate: string) => string;
}

/** A rate of a month as that of a year, or back, by compounding; twelve times a monthly rate is not the rate of a year. */
const compounding = ({
  name,
  meaning,
  from,
  to,
  javascript,
  sheet,
}: Compounding): MonthlyFunction => ({
  name,
  usage: `${name}(rate ${unitText(from)})`,
  meaning,
  least: 1,
  most: 1,
  reads: "now",
  type: (given, faultAt) => {
    const figures = figuresOf(given, faultAt);
    if (!figures.ok) return figures;
    const [rate] = figures.value;
    if (rate !== undefined && sameUnit(rate.unit, from)) {
      return ok({ kind: "number", unit: to, shape: widest(given) });
    }
    return refuse(
      faultAt({
        code: "unit-mismatch",
        message: `this takes a rate ${unitText(from)}`,
        suggestion: `write for instance "5% ${unitText(from)}"`,
      }),
    );
  },
  javascript: ([rate = "0"]) => javascript(rate),
  sheet: ([rate = "0"]) => sheet(rate),
});

export const annualLoss = compounding({
  name: "annual-loss",
  meaning:
    "what a monthly loss comes to, per year: 1 - (1 - rate)^12; times 1 year, the share that is gone",
  from: perMonth,
  to: perYear,
  javascript: (rate) => `(1 - Math.pow(1 - ${rate}, 12))`,
  sheet: (rate) => `(1-(1-${rate})^12)`,
});
export const monthlyLoss = compounding({
  name: "monthly-loss",
  meaning: "the loss per month that comes to a yearly one: 1 - (1 - rate)^(1/12)",
  from: perYear,
  to: perMonth,
  javascript: (rate) => `(1 - Math.pow(1 - ${rate}, 1 / 12))`,
  sheet: (rate) => `(1-(1-${rate})^(1/12))`,
});
export const annualGrowth = compounding({
  name: "annual-growth",
  meaning:
    "what a monthly growth comes to, per year: (1 + rate)^12 - 1; times 1 year, the share that is added",
  from: perMonth,
  to: perYear,
  javascript: (rate) => `(Math.pow(1 + ${rate}, 12) - 1)`,
  sheet: (rate) => `((1+${rate})^12-1)`,
});
export const monthlyGrowth = compounding({
  name: "monthly-growth",
  meaning: "the growth per month that comes to a yearly one: (1 + rate)^(1/12) - 1",
  from: perYear,
  to: perMonth,
  javascript: (rate) => `(Math.pow(1 + ${rate}, 1 / 12) - 1)`,
  sheet: (rate) => `((1+${rate})^(1/12)-1)`,
});
