import type { Month } from "../../ledger/recognition/accounting-month.ts";
import { minorUnits } from "../../money/currency.ts";
import { dayNumber } from "../../time/calendar.ts";
import type { CustomerForecast, RecurringMonths, SegmentForecast } from "../forecast/forecast.ts";
import { noPayingCustomers, type PayingCustomers, payingCustomers } from "./paying-customers.ts";
import { type RetainedValue, retainedValue } from "./retained-value.ts";
import { valueConcentration } from "./value-concentration.ts";

/** What is counted of a segment, or of all of them. */
interface Counted {
  readonly recurring: RecurringMonths;
  readonly paying: PayingCustomers;
  readonly retained: RetainedValue;
}

/** The metrics of a plan that are counted from its customers, by the name that formulas read them under; money in units of the currency. */
export function givenMetrics(forecast: CustomerForecast): ReadonlyMap<string, Float64Array> {
  const { currency, months, first, segments, recurring } = forecast;
  const scale = 10 ** minorUnits(currency);
  const given = new Map<string, Float64Array>();
  const counted = [...segments].map(([id, segment]) => [id, countSegment(segment)] as const);
  for (const [id, own] of counted) enter(given, own, `.${id}`, scale);
  const parts = [...segments.values()];
  for (const [id, { lifetimes, stays, soldOnce }] of segments) {
    given.set(`metrics.expected-lifetime.${id}`, lifetimes);
    given.set(`metrics.recurring-lifetime.${id}`, stays ? lifetimes : new Float64Array(months));
    given.set(
      `metrics.sold-once.${id}`,
      soldOnce.map((value) => value / scale),
    );
  }
  const staying = parts.filter(({ stays }) => stays);
  given.set("metrics.expected-lifetime", lifetimeOfAll(staying, staying, months));
  given.set(
    "metrics.recurring-lifetime",
    staying.length === 0 ? new Float64Array(months) : lifetimeOfAll(staying, parts, months),
  );
  given.set(
    "metrics.sold-once",
    Float64Array.from(
      { length: months },
      (_, month) => parts.reduce((sum, { soldOnce }) => sum + (soldOnce[month] ?? 0), 0) / scale,
    ),
  );
  const all = counted.map(([, own]) => own);
  enter(given, { recurring, ...together(all, months) }, "", scale);
  const { squares, largest, tenLargest } = valueConcentration(
    [...segments.values()].map(({ lived }) => lived),
    months,
  );
  given.set(
    "metrics.squared-mrr",
    squares.map((value) => value / scale ** 2),
  );
  given.set(
    "metrics.largest-mrr",
    largest.map((value) => value / scale),
  );
  given.set(
    "metrics.ten-largest-mrr",
    tenLargest.map((value) => value / scale),
  );
  given.set(
    "metrics.days",
    Float64Array.from(
      { length: months },
      (_, month) => firstDay(first + month + 1) - firstDay(first + month),
    ),
  );
  return given;
}

const firstDay = (month: Month): number => dayNumber(Math.floor(month / 12), (month % 12) + 1, 1);

/** The lifetimes of segments by how many join each, over all who join some segments; those of a segment that nobody joins do not count. */
const lifetimeOfAll = (
  segments: readonly SegmentForecast[],
  joining: readonly SegmentForecast[],
  months: number,
): Float64Array =>
  Float64Array.from({ length: months }, (_, month) => {
    const joinedIn = ({ customers }: SegmentForecast): number => customers.joined[month] ?? 0;
    const sum = segments.reduce(
      (all, one) =>
        joinedIn(one) === 0 ? all : all + joinedIn(one) * (one.lifetimes[month] ?? Number.NaN),
      0,
    );
    return sum / joining.reduce((all, one) => all + joinedIn(one), 0);
  });

/** Segments whose customers are the same again are counted once. */
const counts = new WeakMap<SegmentForecast, Counted>();

function countSegment(segment: SegmentForecast): Counted {
  const known = counts.get(segment);
  if (known !== undefined) return known;
  const { recurring, lived } = segment;
  const own = { recurring, paying: payingCustomers(lived), retained: retainedValue(lived) };
  counts.set(segment, own);
  return own;
}

function together(parts: readonly Counted[], months: number): Pick<Counted, "paying" | "retained"> {
  const sum = (of: (part: Counted) => Float64Array): Float64Array =>
    Float64Array.from({ length: months }, (_, month) =>
      parts.reduce((total, part) => total + (of(part)[month] ?? 0), 0),
    );
  return {
    paying:
      parts.length === 0
        ? noPayingCustomers(months)
        : {
            opening: sum(({ paying }) => paying.opening),
            won: sum(({ paying }) => paying.won),
            lost: sum(({ paying }) => paying.lost),
            closing: sum(({ paying }) => paying.closing),
          },
    retained: {
      start: sum(({ retained }) => retained.start),
      net: sum(({ retained }) => retained.net),
      gross: sum(({ retained }) => retained.gross),
      stayed: sum(({ retained }) => retained.stayed),
    },
  };
}

function enter(
  given: Map<string, Float64Array>,
  { recurring, paying, retained }: Counted,
  suffix: string,
  scale: number,
): void {
  const money: readonly (readonly [string, Float64Array])[] = [
    ["mrr", recurring.closing],
    ["opening-mrr", recurring.opening],
    ["new-mrr", recurring.new],
    ["expansion-mrr", recurring.expansion],
    ["contraction-mrr", recurring.contraction],
    ["churn-mrr", recurring.churn],
    ["opening-mrr-in-a-year", overYear(recurring.opening)],
    ["lost-mrr-in-a-year", overYear(added(recurring.contraction, recurring.churn))],
    ["mrr-a-year-before", retained.start],
    ["kept-mrr", retained.net],
    ["kept-mrr-gross", retained.gross],
  ];
  for (const [name, series] of money)
    given.set(
      `metrics.${name}${suffix}`,
      series.map((value) => value / scale),
    );
  const customers: readonly (readonly [string, Float64Array])[] = [
    ["customers", paying.closing],
    ["opening-customers", paying.opening],
    ["new-customers", paying.won],
    ["lost-customers", paying.lost],
    ["lost-in-a-year", overYear(paying.lost)],
    ["opening-in-a-year", overYear(paying.opening)],
    ["won-in-a-year", overYear(paying.won)],
    ["closing-in-a-year", overYear(paying.closing)],
  ];
  for (const [name, series] of customers) given.set(`metrics.${name}${suffix}`, series);
}

const added = (one: Float64Array, other: Float64Array): Float64Array =>
  one.map((value, month) => value + (other[month] ?? 0));

/** The twelve months that end with each, added up. */
const overYear = (series: Float64Array): Float64Array =>
  series.map((_, month) =>
    series.subarray(Math.max(0, month - 11), month + 1).reduce((sum, value) => sum + value, 0),
  );
