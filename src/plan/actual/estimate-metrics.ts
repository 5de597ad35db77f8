import type { PlanForecast } from "../forecast/forecast-plan.ts";
import type { LivedSegment } from "../metrics/lived-segment.ts";
import { retainedOver } from "../metrics/retained-value.ts";
import {
  type ActualMetrics,
  type KeptValue,
  type MetricField,
  metricNames,
  movementNames,
  noActuals,
  type SegmentActuals,
} from "./actual-metrics.ts";

type Given = Map<string, Float64Array>;

/** Figures of a segment by field, over the months of the plan. */
type Fields = Readonly<Record<MetricField, Float64Array>>;

/** A year of months. */
const year = 12;

/**
 * The metrics of the latest estimate: of closed months what was counted, of later ones what the customers who are really there come to. Who looks back
 * over a year looks back at what happened where that is closed: customers of a closed month are those who were there, kept so far as they
 * really were, and from then on at the plan's rate. `given` has the estimated customers and recurring value of each segment already.
 */
export function putMetrics(
  given: Given,
  { customers: planned }: PlanForecast,
  metrics: ActualMetrics,
  closed: number,
): void {
  const { months } = planned;
  const totals = new Map<MetricField, Float64Array>(
    metricNames.map(([field]) => [field, new Float64Array(months)]),
  );
  const add = (field: MetricField, series: Float64Array): void => {
    const sum = totals.get(field) ?? series;
    for (const [month, value] of series.entries()) sum[month] = (sum[month] ?? 0) + value;
  };
  for (const [id, { lived }] of planned.segments) {
    const plan = (name: string): Float64Array =>
      given.get(`metrics.${name}.${id}`)?.slice() ?? new Float64Array(months);
    const estimated = estimateSegment({
      plan: Object.fromEntries(metricNames.map(([field, name]) => [field, plan(name)])) as Fields,
      real: metrics.segments.get(id) ?? noActuals(closed + 1),
      mrr: given.get(`forecast.mrr.${id}`) ?? new Float64Array(months),
      there: factorOf(given.get(`forecast.customers.${id}`), plannedThere(planned, id)),
      lived,
      keptSince: (span) => metrics.keptSince(span).get(id),
      closed,
    });
    for (const [field, name] of metricNames) {
      given.set(`metrics.${name}.${id}`, estimated[field]);
      add(field, estimated[field]);
    }
  }
  // Customers of segments that nobody planned are there as long as they are known.
  for (const [id, real] of metrics.segments)
    if (!planned.segments.has(id)) for (const [field] of metricNames) add(field, real[field]);
  for (const [field, name] of metricNames) {
    const sum = totals.get(field);
    if (sum !== undefined) given.set(`metrics.${name}`, sum);
  }
  for (const [name, field] of movementNames)
    given.set(`forecast.${name}`, totals.get(field) ?? new Float64Array(months));
  for (const [name, real] of [
    ["squared-mrr", metrics.squares],
    ["largest-mrr", metrics.largest],
    ["ten-largest-mrr", metrics.tenLargest],
  ] as const)
    given.set(`metrics.${name}`, levelled(given.get(`metrics.${name}`), real, closed));
}

/** What was counted, and later the plan's figure as many times as the last counted one was of it. */
function levelled(
  plan: Float64Array | undefined,
  real: Float64Array,
  closed: number,
): Float64Array {
  const times = (real[closed] ?? 0) / (plan?.[closed] ?? 0);
  return (plan ?? new Float64Array()).map((value, month) =>
    month <= closed ? (real[month] ?? 0) : value === 0 ? 0 : value * times,
  );
}

const plannedThere = (planned: PlanForecast["customers"], id: string): Float64Array | undefined =>
  planned.segments.get(id)?.customers.closing;

const factorOf =
  (estimated: Float64Array | undefined, planned: Float64Array | undefined) =>
  (month: number): number =>
    (planned?.[month] ?? 0) > 0 ? (estimated?.[month] ?? 0) / (planned?.[month] ?? 0) : 1;

interface SegmentKnown {
  readonly plan: Fields;
  readonly real: SegmentActuals;
  readonly mrr: Float64Array;
  readonly there: (month: number) => number;
  readonly lived: LivedSegment;
  readonly keptSince: (span: number) => KeptValue | undefined;
  readonly closed: number;
}

function estimateSegment(known: SegmentKnown): Fields {
  const { plan, real, mrr, there, closed } = known;
  const all = Object.fromEntries(
    metricNames.map(([field]) => [
      field,
      plan[field].map((value, month) => (month <= closed ? (real[field][month] ?? 0) : value)),
    ]),
  ) as Fields;
  const rate = (part: Float64Array, whole: Float64Array, month: number): number =>
    (whole[month] ?? 0) > 0 ? (part[month] ?? 0) / (whole[month] ?? 0) : 0;
  for (let month = closed + 1; month < plan.mrr.length; month += 1) {
    all.mrr[month] = mrr[month] ?? 0;
    all.opening[month] = all.mrr[month - 1] ?? 0;
    for (const field of ["expansion", "contraction", "churn"] as const)
      all[field][month] = rate(plan[field], plan.opening, month) * (all.opening[month] ?? 0);
    all.customers[month] = (plan.customers[month] ?? 0) * there(month);
    all.openingCustomers[month] = all.customers[month - 1] ?? 0;
    all.lost[month] =
      rate(plan.lost, plan.openingCustomers, month) * (all.openingCustomers[month] ?? 0);
    all.lostInYear[month] = overYear(all.lost, real.lostBefore, month);
    all.openingInYear[month] = overYear(all.openingCustomers, real.openingBefore, month);
    const kept = keptBy(known, all.mrr, month);
    all.yearBefore[month] = kept.start;
    all.kept[month] = kept.net;
    all.keptGross[month] = kept.gross;
  }
  return all;
}

/** The sum of the twelve months that end with one, those before the plan among them. */
function overYear(series: Float64Array, before: Float64Array, month: number): number {
  let sum = 0;
  for (let at = month - year + 1; at <= month; at += 1)
    sum += at < 0 ? (before[at + year] ?? 0) : (series[at] ?? 0);
  return sum;
}

/** What the customers of a year before a later month are worth in it. */
function keptBy(
  { plan, lived, keptSince, closed }: SegmentKnown,
  mrr: Float64Array,
  month: number,
): KeptValue {
  const start = month - year;
  if (start > closed) {
    const now = mrr[start] ?? 0;
    const times = (plan.yearBefore[month] ?? 0) > 0 ? now / (plan.yearBefore[month] ?? 1) : 0;
    return {
      start: now,
      net: (plan.kept[month] ?? 0) * times,
      gross: (plan.keptGross[month] ?? 0) * times,
    };
  }
  const so = keptSince(closed - start) ?? { start: 0, net: 0, gross: 0 };
  // Customers of before the plan go on as those who are there at the close.
  const from = start >= -1 ? start : closed;
  const half = retainedOver(lived, from, closed);
  const whole = retainedOver(lived, from, month);
  const onwards = (part: "net" | "gross"): number =>
    so[part] === 0 ? 0 : (so[part] * whole[part]) / half[part];
  return { start: so.start, net: onwards("net"), gross: onwards("gross") };
}
