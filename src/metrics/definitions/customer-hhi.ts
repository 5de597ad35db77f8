import { decimal, multiply } from "../../money/decimal.ts";
import { concentrationSettings } from "../concentration.ts";
import { type FigureMetric, notGiven, quotient, type Term, unitDigits } from "../metric.ts";

/** Herfindahl-Hirschman index of customers: 10,000 where there is one, towards 0 where there are many alike. */
export const customerHhi: FigureMetric = {
  shape: "figure",
  id: "customer-hhi",
  name: "Customer concentration index",
  unit: "index",
  period: "instant",
  definition: "The sum of the squares of all customers' shares in percent.",
  formula: "10000 x squares / all^2",
  source: "US Department of Justice, Herfindahl-Hirschman Index",
  settings: concentrationSettings,
  reads: ({ concentrationBasis }) => (concentrationBasis === "billed" ? ["billed"] : []),
  measure: (facts, month) => {
    const worths = facts.worths(month);
    if (worths === undefined) return notGiven();
    const squares: Term = {
      id: "squares",
      amount: worths.squares,
      rows: () =>
        worths.all.rows().map((row) => ({ ...row, amount: multiply(row.amount, row.amount) })),
    };
    return quotient(
      multiply(worths.squares, decimal(10_000)),
      multiply(worths.all.amount, worths.all.amount),
      unitDigits.index,
      [squares, worths.all],
    );
  },
};
