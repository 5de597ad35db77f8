import { isZero, subtract, zero } from "../../money/decimal.ts";
import { round } from "../../money/rounding.ts";
import { originalOf, termOfRows } from "../evidence.ts";
import { type FigureMetric, notGiven } from "../metric.ts";
import type { StreamRevenue } from "../metrics-input.ts";

/** Deferred revenue at the end of a month. */
export const deferredRevenue: FigureMetric = {
  shape: "figure",
  id: "deferred-revenue",
  name: "Deferred revenue",
  unit: "money",
  period: "instant",
  definition:
    "What was billed and is not earned yet when the month ends, credits that were sold among it.",
  formula: "deferred",
  source: "ASC 606-10-45-2, IFRS 15.106 (contract liability)",
  settings: ["deferred", "fx", "fxFixedOn"],
  reads: ({ deferred }) => (deferred === "paid" ? ["revenue", "unpaid-deferred"] : ["revenue"]),
  measure: (facts, month) => {
    const given = facts.revenue(month);
    if (given === undefined) return notGiven();
    const isPaidOnly = facts.settings.deferred === "paid";
    if (isPaidOnly && given.some(isUnpaidUnknown)) return notGiven();
    const rows = given.map(({ stream, deferred, deferredUnpaid = zero, currency }) => {
      const own = isPaidOnly ? subtract(deferred, deferredUnpaid) : deferred;
      const amount = facts.book.rates.convert(own, currency, month);
      return {
        amount,
        ...(stream === "" ? {} : { stream }),
        original: originalOf(facts, own, currency),
      };
    });
    const term = termOfRows("deferred", rows);
    return { value: round(term.amount, facts.minorDigits), exact: term.amount, terms: [term] };
  },
};

/** What of nothing is unpaid is known. */
const isUnpaidUnknown = ({ deferred, deferredUnpaid }: StreamRevenue): boolean =>
  deferredUnpaid === undefined && !isZero(deferred);
