import { type Fault, ok, type Result, refuse } from "../../fault/fault.ts";
import { rateOn } from "../../fx/rate-on.ts";
import type { RateTable } from "../../fx/rate-table.ts";
import {
  dayAfter,
  dayText,
  type Month,
  monthText,
} from "../../ledger/recognition/accounting-month.ts";
import { parseMonth } from "../../metrics/calendar-month.ts";
import type { CurrencyCode } from "../../money/currency.ts";
import type { WrittenPlan } from "../lock/read-plan.ts";
import type { ActualFigures } from "../variance/business-figures.ts";
import type { VarianceSpan } from "../variance/variance-tree.ts";
import { actualBusiness, type HappenedBusiness } from "./actual-business.ts";

/** Which months of a plan are looked at, as they are asked for. */
export interface AskedMonths {
  /** The first; that of the plan where absent. */
  readonly from?: string | undefined;
  /** The last: all up to it is closed. */
  readonly to: string;
}

/** Months of a plan by their place, from 0. Refuses `invalid-month`, `invalid-month-span`, and `month-outside-plan`. */
export function planSpan(
  { figures: { first, months } }: WrittenPlan,
  { from: asked, to: last }: AskedMonths,
): Result<VarianceSpan> {
  const from = asked === undefined ? ok(first) : parseMonth(asked, "/from");
  const to = parseMonth(last, "/to");
  if (!from.ok || !to.ok) return refuse(...[from, to].flatMap((one) => (one.ok ? [] : one.faults)));
  const outside = (month: Month, path: string): Fault[] =>
    month >= first && month < first + months
      ? []
      : [
          {
            code: "month-outside-plan",
            path,
            message: `the plan is of ${monthText(first)} to ${monthText(first + months - 1)}`,
            value: monthText(month),
            suggestion:
              month < first
                ? `its first month is ${monthText(first)}`
                : `its last month is ${monthText(first + months - 1)}`,
          },
        ];
  const faults = [...outside(from.value, "/from"), ...outside(to.value, "/to")];
  if (faults.length > 0) return refuse(...faults);
  if (from.value > to.value)
    return refuse({
      code: "invalid-month-span",
      path: "/from",
      message: "a span of months goes forward",
      value: `${monthText(from.value)} to ${monthText(to.value)}`,
      suggestion: "swap the two months",
    });
  return ok({ from: from.value - first, to: to.value - first });
}

/**
 * What happened in the months of a plan up to one, from 0, by the plan's purchases. Other currencies are taken at the rates of each month's last day.
 * Refuses `fx-rate-missing`.
 */
export function actualOfPlan(
  happened: Omit<HappenedBusiness, "rateOf">,
  { document, model, figures }: WrittenPlan,
  last: number,
  rates: RateTable,
): Result<ActualFigures> {
  const missing = new Map<string, Fault>();
  const known = new Map<string, number>();
  const rateOf = (currency: CurrencyCode, month: Month): number => {
    const key = `${currency} ${month}`;
    const own = known.get(key);
    if (own !== undefined) return own;
    const found = rateOn(rates, currency, model.currency, dayText(dayAfter(month) - 1));
    if (!found.ok) missing.set(key, missingRate(currency, model.currency, month));
    const rate = found.ok ? Number(found.value.rate) : 0;
    known.set(key, rate);
    return rate;
  };
  const { rates: planned } = document.plan;
  const actual = actualBusiness(
    { ...happened, rateOf },
    {
      model,
      first: figures.first,
      months: last + 1,
      rateOf: (currency) => {
        const rate = planned[currency];
        return rate === undefined ? undefined : Number(rate);
      },
    },
  );
  return missing.size === 0 ? ok(actual) : refuse(...missing.values());
}

/** The fault of a month at whose end nobody knows what a currency is worth. */
export const missingRate = (currency: CurrencyCode, to: CurrencyCode, month: Month): Fault => ({
  code: "fx-rate-missing",
  path: "",
  message: `no rate from ${currency} to ${to} is known at the end of ${monthText(month)}`,
  suggestion: "tell it in an exchange-rate fact",
});
