import type { PriceBook } from "../../account/price-book.ts";
import type { Month } from "../../ledger/recognition/accounting-month.ts";
import { monthStart } from "../../metrics/calendar-month.ts";
import { type Decimal, format } from "../../money/decimal.ts";
import type { SampleCustomer } from "../billing/sample-customer.ts";

/** What a line comes to by month of the plan, in minor units. Months before the plan, and after, are left out. */
export interface LineMonths {
  readonly stream: string;
  /** The month of the plan in which the period began that it is for; below 0 before the plan. */
  readonly servedFrom: number;
  readonly billedIn: number;
  readonly amount: number;
  readonly recognised: readonly { readonly month: number; readonly amount: number }[];
}

/** One customer of a cohort, as sums are made of it. */
export interface SampleMonths {
  readonly lines: readonly LineMonths[];
  /** Recurring value in minor units at the end of each month of the plan, the month before it at index 0. */
  readonly recurring: Float64Array;
}

/** Puts a billed customer on the months of a plan. */
export function sampleMonths(
  { lines, recurring }: SampleCustomer,
  { zone, minorUnits }: PriceBook,
  first: Month,
  months: number,
): SampleMonths {
  const minor = (amount: Decimal): number => Number(format(amount)) * 10 ** minorUnits;
  const values = new Float64Array(months + 1);
  for (const { from, to, value } of recurring) {
    const worth = minor(value);
    for (let index = 0; index <= months; index += 1) {
      const end = monthStart(zone, first + index);
      if (from < end && to >= end) values[index] = (values[index] ?? 0) + worth;
    }
  }
  return {
    recurring: values,
    lines: lines.map(({ stream, amount, servedFrom, billedIn, recognised }) => ({
      stream,
      servedFrom: servedFrom - first,
      billedIn: billedIn - first,
      // A line is in whole minor units, so what a double loses on the way is put right.
      amount: Math.round(minor(amount)),
      recognised: [...recognised].map(([month, part]) => ({
        month: month - first,
        amount: Math.round(minor(part)),
      })),
    })),
  };
}
