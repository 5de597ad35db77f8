import type { PriceBook } from "../../account/price-book.ts";
import type { Month } from "../../ledger/recognition/accounting-month.ts";
import { monthStart } from "../../metrics/calendar-month.ts";
import { type Decimal, format } from "../../money/decimal.ts";
import type { Instant } from "../../time/instant.ts";
import { type ChargeKind, chargeKind } from "../billing/charge-kind.ts";
import type { SampleCustomer, SampleLine } from "../billing/sample-customer.ts";

/** What a line comes to by month of the plan, in minor units. Months before the plan, and after, are left out. */
export interface LineMonths {
  readonly stream: string;
  /** The month of the plan in which the period began that it is for; below 0 before the plan. */
  readonly servedFrom: number;
  readonly billedIn: number;
  readonly kind: ChargeKind;
  /** Before discounts, and after. */
  readonly gross: number;
  readonly amount: number;
  readonly recognised: readonly { readonly month: number; readonly amount: number }[];
}

/** One customer of a cohort, as sums are made of it. */
export interface SampleMonths {
  readonly lines: readonly LineMonths[];
  /** Recurring value in minor units at the end of each month of the plan, the month before it at index 0. */
  readonly recurring: Float64Array;
  /** The same by stream, with what it is at list prices and after every discount. */
  readonly streams: ReadonlyMap<string, RecurringWorth>;
}

/** Recurring value at months' ends, as in {@link SampleMonths.recurring}. */
export interface RecurringWorth {
  readonly counted: Float64Array;
  readonly list: Float64Array;
  readonly net: Float64Array;
}

/** Puts a billed customer on the months of a plan. */
export function sampleMonths(
  { lines, recurring, stretches }: SampleCustomer,
  { zone, minorUnits }: PriceBook,
  first: Month,
  months: number,
): SampleMonths {
  const minor = (amount: Decimal): number => Number(format(amount)) * 10 ** minorUnits;
  const ends = Array.from({ length: months + 1 }, (_, index) => monthStart(zone, first + index));
  const addTo = (sum: Float64Array, from: Instant, to: Instant, value: Decimal): void => {
    const worth = minor(value);
    for (const [index, end] of ends.entries())
      if (from < end && to >= end) sum[index] = (sum[index] ?? 0) + worth;
  };
  const values = new Float64Array(months + 1);
  const streams = new Map<string, RecurringWorth>();
  const worthOf = (stream: string): RecurringWorth => {
    const known = streams.get(stream) ?? {
      counted: new Float64Array(months + 1),
      list: new Float64Array(months + 1),
      net: new Float64Array(months + 1),
    };
    streams.set(stream, known);
    return known;
  };
  for (const { stream, from, to, value, cause } of recurring) {
    addTo(values, from, to, value);
    const { counted, list, net } = worthOf(stream);
    addTo(counted, from, to, value);
    // What is used has no list price of its own that recurs.
    if (cause === "usage") for (const sum of [list, net]) addTo(sum, from, to, value);
  }
  for (const { stream, from, to, amount, netAll, paying } of stretches) {
    if (!paying) continue;
    const { list, net } = worthOf(stream);
    addTo(list, from, to ?? Number.POSITIVE_INFINITY, amount);
    addTo(net, from, to ?? Number.POSITIVE_INFINITY, netAll);
  }
  return {
    recurring: values,
    streams,
    lines: lines.map(lineMonths({ minorUnits, first })),
  };
}

/** Puts what one customer is billed on the months of a plan, whose first month this is. */
export const lineMonths =
  ({ minorUnits, first }: { readonly minorUnits: number; readonly first: Month }) =>
  (line: SampleLine): LineMonths => {
    const { stream, kind, gross, amount, servedFrom, billedIn, recognised } = line;
    // A line is in whole minor units, so what a double loses on the way is put right.
    const minor = (value: Decimal): number => Math.round(Number(format(value)) * 10 ** minorUnits);
    return {
      stream,
      kind: chargeKind(kind),
      servedFrom: servedFrom - first,
      billedIn: billedIn - first,
      gross: minor(gross),
      amount: minor(amount),
      recognised: [...recognised].map(([month, part]) => ({
        month: month - first,
        amount: minor(part),
      })),
    };
  };
