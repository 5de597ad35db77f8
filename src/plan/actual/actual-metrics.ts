import type { Month } from "../../ledger/recognition/accounting-month.ts";
import type { MetricFacts } from "../../metrics/metric-facts.ts";
import type { Movement } from "../../metrics/movement.ts";
import { movementsBy } from "../../metrics/movements-by.ts";
import { retention } from "../../metrics/retention.ts";
import { type Decimal, format } from "../../money/decimal.ts";

/** What is counted of a segment's recurring value and its customers, month by month; money in units of the currency. */
export interface SegmentActuals {
  readonly mrr: Float64Array;
  readonly opening: Float64Array;
  /** Who comes back is new. */
  readonly new: Float64Array;
  readonly expansion: Float64Array;
  readonly contraction: Float64Array;
  readonly churn: Float64Array;
  /** What of expansion and contraction comes of other prices, and of other rates of exchange. */
  readonly expansionByPrice: Float64Array;
  readonly contractionByPrice: Float64Array;
  readonly expansionByRates: Float64Array;
  readonly contractionByRates: Float64Array;
  /** Customers who pay something recurring. */
  readonly customers: Float64Array;
  readonly openingCustomers: Float64Array;
  readonly won: Float64Array;
  readonly lost: Float64Array;
  /** Of the twelve months that end with the month, those before the plan among them. */
  readonly lostInYear: Float64Array;
  readonly openingInYear: Float64Array;
  /** The customers of twelve months ago: what they were worth then, and are now; gross with each at its lowest. */
  readonly yearBefore: Float64Array;
  readonly kept: Float64Array;
  readonly keptGross: Float64Array;
  /** What those of them who are still there were worth then. */
  readonly stayed: Float64Array;
  /** Customers lost, and there before, in each of the twelve months before the plan. */
  readonly lostBefore: Float64Array;
  readonly openingBefore: Float64Array;
}

/** The figures of a segment that a plan has too, by the name that its formulas read them under. */
export const metricNames = [
  ["mrr", "mrr"],
  ["opening", "opening-mrr"],
  ["new", "new-mrr"],
  ["expansion", "expansion-mrr"],
  ["contraction", "contraction-mrr"],
  ["churn", "churn-mrr"],
  ["customers", "customers"],
  ["openingCustomers", "opening-customers"],
  ["won", "new-customers"],
  ["lost", "lost-customers"],
  ["lostInYear", "lost-in-a-year"],
  ["openingInYear", "opening-in-a-year"],
  ["yearBefore", "mrr-a-year-before"],
  ["kept", "kept-mrr"],
  ["keptGross", "kept-mrr-gross"],
] as const satisfies readonly (readonly [keyof SegmentActuals, string])[];

/** Names of movements of recurring value in a forecast, and the fields that they are counted in. */
export const movementNames = [
  ["new-mrr", "new"],
  ["expansion-mrr", "expansion"],
  ["contraction-mrr", "contraction"],
  ["churned-mrr", "churn"],
] as const;

/** One of the figures of {@link metricNames}. */
export type MetricField = (typeof metricNames)[number][0];

/** What the customers of an earlier month were worth then, and are at the end. */
export interface KeptValue {
  readonly start: number;
  readonly net: number;
  readonly gross: number;
}

/** The metrics of closed months by segment, counted as the billing side does by default. */
export interface ActualMetrics {
  readonly segments: ReadonlyMap<string, SegmentActuals>;
  /** Of the whole business, squared money among them. */
  readonly squares: Float64Array;
  readonly largest: Float64Array;
  readonly tenLargest: Float64Array;
  /** By segment, what is left at the last month's end of those who were there so many months before; 0 to 12. */
  readonly keptSince: (months: number) => ReadonlyMap<string, KeptValue>;
}

/** A year of months. */
const year = 12;

/** Nothing in any month. */
export function noActuals(months: number): SegmentActuals {
  const series = (): Float64Array => new Float64Array(months);
  return {
    mrr: series(),
    opening: series(),
    new: series(),
    expansion: series(),
    contraction: series(),
    churn: series(),
    expansionByPrice: series(),
    contractionByPrice: series(),
    expansionByRates: series(),
    contractionByRates: series(),
    customers: series(),
    openingCustomers: series(),
    won: series(),
    lost: series(),
    lostInYear: series(),
    openingInYear: series(),
    yearBefore: series(),
    kept: series(),
    keptGross: series(),
    stayed: series(),
    lostBefore: new Float64Array(year),
    openingBefore: new Float64Array(year),
  };
}

const numberOf = (amount: Decimal): number => Number(format(amount));

const addAt = (series: Float64Array, month: number, value: number): void => {
  if (month >= 0 && month < series.length) series[month] = (series[month] ?? 0) + value;
};

/** Counts the metrics of months that are closed, by the segment of each customer. */
export function actualMetrics(
  facts: MetricFacts,
  segmentOf: (customer: string) => string,
  first: Month,
  months: number,
): ActualMetrics {
  const segments = new Map<string, SegmentActuals>();
  const rowOf = (segment: string): SegmentActuals => {
    const known = segments.get(segment) ?? noActuals(months);
    segments.set(segment, known);
    return known;
  };
  const keptBy = (month: Month, span: number): ReadonlyMap<string, KeptValue & Stayed> =>
    keptBySegment(facts, segmentOf, month, span);
  countMovements(facts, segmentOf, rowOf, first);
  countCustomers(facts, segmentOf, rowOf, first, months);
  const whole = {
    squares: new Float64Array(months),
    largest: new Float64Array(months),
    tenLargest: new Float64Array(months),
  };
  for (let month = 0; month < months; month += 1) {
    for (const [segment, own] of keptBy(first + month, year)) {
      const row = rowOf(segment);
      row.yearBefore[month] = own.start;
      row.kept[month] = own.net;
      row.keptGross[month] = own.gross;
      row.stayed[month] = own.stayed;
    }
    const worths = facts.worths(first + month);
    const largest = (worths?.largest ?? []).map(({ amount }) => numberOf(amount));
    whole.squares[month] = worths === undefined ? 0 : numberOf(worths.squares);
    whole.largest[month] = largest[0] ?? 0;
    whole.tenLargest[month] = largest.reduce((sum, value) => sum + value, 0);
  }
  return { segments, ...whole, keptSince: (span) => keptBy(first + months - 1, span) };
}

function countMovements(
  { book }: MetricFacts,
  segmentOf: (customer: string) => string,
  rowOf: (segment: string) => SegmentActuals,
  first: Month,
): void {
  for (const [month, bySegment] of movementsBy(book, ({ customer }) => segmentOf(customer)))
    for (const [segment, { opening, closing, kinds }] of bySegment) {
      const row = rowOf(segment);
      const at = month - first;
      addAt(row.mrr, at, numberOf(closing));
      addAt(row.opening, at, numberOf(opening));
      const fx = kinds.get("fx");
      if (fx === undefined) continue;
      const value = numberOf(fx);
      addAt(row.expansion, at, Math.max(0, value));
      addAt(row.expansionByRates, at, Math.max(0, value));
      addAt(row.contraction, at, Math.max(0, -value));
      addAt(row.contractionByRates, at, Math.max(0, -value));
    }
  for (const [month, { movements }] of book.months)
    for (const one of movements)
      countMovement(one, rowOf(segmentOf(one.cell.customer)), month - first);
}

function countMovement({ kind, amount, cause }: Movement, row: SegmentActuals, at: number): void {
  // What moves between a customer's own plans is nothing for its segment.
  if (kind === "transfer") return;
  const value = numberOf(amount);
  if (kind === "new" || kind === "reactivation") addAt(row.new, at, value);
  else if (kind === "churn") addAt(row.churn, at, -value);
  else if (value > 0) {
    addAt(row.expansion, at, value);
    if (cause === "price") addAt(row.expansionByPrice, at, value);
  } else {
    addAt(row.contraction, at, -value);
    if (cause === "price") addAt(row.contractionByPrice, at, -value);
  }
}

function countCustomers(
  { book, customersAt }: MetricFacts,
  segmentOf: (customer: string) => string,
  rowOf: (segment: string) => SegmentActuals,
  first: Month,
  months: number,
): void {
  const keys = book.histories.map(({ customer }) => segmentOf(customer));
  for (let at = 0 - year; at < months; at += 1) {
    const before = customersAt(first + at - 1);
    const now = customersAt(first + at);
    for (const [index, key] of keys.entries()) {
      const was = before[index] !== undefined;
      const is = now[index] !== undefined;
      if (!was && !is) continue;
      const row = rowOf(key);
      if (is) addAt(row.customers, at, 1);
      if (was) addAt(row.openingCustomers, at, 1);
      if (is && !was) addAt(row.won, at, 1);
      if (was && !is) addAt(row.lost, at, 1);
      if (at < 0 && was) addAt(row.openingBefore, at + year, 1);
      if (at < 0 && was && !is) addAt(row.lostBefore, at + year, 1);
      for (let later = Math.max(0, at); later < Math.min(months, at + year); later += 1) {
        if (was) addAt(row.openingInYear, later, 1);
        if (was && !is) addAt(row.lostInYear, later, 1);
      }
    }
  }
}

interface Stayed {
  readonly stayed: number;
}

function keptBySegment(
  facts: MetricFacts,
  segmentOf: (customer: string) => string,
  month: Month,
  span: number,
): ReadonlyMap<string, KeptValue & Stayed> {
  const sums = new Map<string, { start: number; net: number; gross: number; stayed: number }>();
  for (const { customer, start, net, gross } of retention(facts, month, span).customers()) {
    const segment = segmentOf(customer);
    const own = sums.get(segment) ?? { start: 0, net: 0, gross: 0, stayed: 0 };
    sums.set(segment, own);
    own.start += numberOf(start);
    own.net += numberOf(net);
    own.gross += numberOf(gross);
    if (numberOf(net) > 0) own.stayed += numberOf(start);
  }
  return sums;
}
