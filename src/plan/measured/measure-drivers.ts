import type {
  ActualFigures,
  BusinessFigures,
  Months,
  PurchaseCell,
  PurchaseCustomers,
  PurchaseKey,
} from "../variance/business-figures.ts";
import type { VarianceSpan } from "../variance/variance-tree.ts";
import {
  arrivalInterval,
  type Interval,
  meanInterval,
  meanOf,
  type Observed,
  shareInterval,
} from "./interval.ts";

/** What a driver is counted in. */
export type DriverUnit =
  | "customers per month"
  | "share per month"
  | "share"
  | "units per month"
  | "times the list price"
  | "months"
  | "money per unit"
  | "money per customer"
  | "money per customer per month"
  | "money per month";

/** A driver as the plan assumes it, beside what was seen of it. */
export interface MeasuredDriver {
  /** As the plan's figures are called: `segments.makers.new`, `segments.makers.purchases.monthly.churn`. */
  readonly id: string;
  readonly unit: DriverUnit;
  /** What it comes to in the plan over the same months; null where the plan has nobody whom it is about. */
  readonly assumed: number | null;
  /** Null where nothing was seen of it. */
  readonly measured: number | null;
  /** What was counted: who came, who left, units, payments. */
  readonly count: number;
  /** Of how many: months, customers at risk, customers who came, customers each month. */
  readonly observations: number;
  /** Of 95%; null where what was seen tells none, as of prices, of which everything is known. */
  readonly interval: Interval | null;
  /**
   * Whether what is assumed lies in it; of prices, whether both are the same. Null where one is missing, and where both differ but nothing tells how
   * far they may.
   */
  readonly within: boolean | null;
}

/** What drivers are measured from. */
export interface MeasuredBusiness {
  readonly plan: BusinessFigures;
  readonly actual: ActualFigures;
  readonly delay: Observed;
  /** How long the plan takes invoices to stay unpaid, in months. */
  readonly assumedDelay: number;
}

/** Every driver of a plan that can be measured, over some of its months. */
export function measureDrivers(
  { plan, actual, delay, assumedDelay }: MeasuredBusiness,
  span: VarianceSpan,
): readonly MeasuredDriver[] {
  const segments = [...new Set(plan.purchases.map(({ segment }) => segment))];
  return [
    ...segments.flatMap((segment) => segmentDrivers(segment, plan, actual, span)),
    driver("capital.collected-after", "months", {
      assumed: assumedDelay,
      measured: meanOf(delay),
      count: delay.count,
      observations: delay.count,
      interval: meanInterval(delay),
    }),
  ];
}

interface Seen {
  readonly assumed: number | undefined;
  readonly measured: number | undefined;
  readonly count: number;
  readonly observations: number;
  readonly interval: Interval | undefined;
  /** Whether all of it is known, so that it needs no interval. */
  readonly isExact?: boolean;
}

/** A driver, with what was seen of it. */
export function driver(
  id: string,
  unit: DriverUnit,
  { assumed, measured, count, observations, interval, isExact = false }: Seen,
): MeasuredDriver {
  const both = assumed !== undefined && measured !== undefined;
  const near = both && Math.abs(assumed - measured) <= 1e-9 * Math.max(1, Math.abs(assumed));
  const lies =
    assumed !== undefined && interval !== undefined
      ? assumed >= interval.low - 1e-9 && assumed <= interval.high + 1e-9
      : near || (isExact ? false : null);
  return {
    id,
    unit,
    assumed: assumed ?? null,
    measured: measured ?? null,
    count,
    observations,
    interval: interval ?? null,
    within: both ? lies : null,
  };
}

const ratio = (part: number, whole: number): number | undefined =>
  whole > 0 ? part / whole : undefined;

const total = (series: Months | undefined, { from, to }: VarianceSpan): number =>
  (series ?? []).slice(from, to + 1).reduce((sum, value) => sum + value, 0);

function segmentDrivers(
  segment: string,
  plan: BusinessFigures,
  actual: ActualFigures,
  span: VarianceSpan,
): readonly MeasuredDriver[] {
  const planned = plan.purchases.filter((one) => one.segment === segment);
  const real = actual.purchases.filter((one) => one.segment === segment);
  const counts = countedKind(planned);
  const joined = (all: readonly PurchaseCustomers[]): number =>
    all
      .filter(({ lasts }) => lasts === counts)
      .reduce((sum, one) => sum + total(one.joined, span), 0);
  const months = span.to - span.from + 1;
  const arrivals = { planned: joined(planned), actual: joined(real) };
  return [
    driver(`segments.${segment}.new`, "customers per month", {
      assumed: arrivals.planned / months,
      measured: arrivals.actual / months,
      count: arrivals.actual,
      observations: months,
      interval: arrivalInterval(arrivals.actual, months),
    }),
    ...planned.flatMap((one) => {
      const own = real.find(({ purchase }) => purchase === one.purchase);
      return [
        shareDriver(one, own, arrivals, span),
        ...(one.lasts === "once" ? [] : stayDrivers(one, own, span)),
        ...usageDrivers(one, own, { plan, actual }, span),
        ...priceDrivers(one, { plan, actual }, span),
      ];
    }),
  ];
}

const countedKind = (all: readonly PurchaseCustomers[]): PurchaseCustomers["lasts"] =>
  (["plan", "licence"] as const).find((lasts) => all.some((one) => one.lasts === lasts)) ?? "once";

const nameOf = ({ segment, purchase }: PurchaseKey): string =>
  `segments.${segment}.purchases.${purchase}`;

function shareDriver(
  one: PurchaseCustomers,
  own: PurchaseCustomers | undefined,
  arrivals: { readonly planned: number; readonly actual: number },
  span: VarianceSpan,
): MeasuredDriver {
  const count = total(own?.joined, span);
  return driver(`${nameOf(one)}.share`, "share", {
    assumed: ratio(total(one.joined, span), arrivals.planned),
    measured: ratio(count, arrivals.actual),
    count,
    observations: arrivals.actual,
    interval: shareInterval(count, arrivals.actual),
  });
}

/** How many of those who are there before a month leave in it, or move on; whether their period ends then or not. */
const stayDrivers = (
  one: PurchaseCustomers,
  own: PurchaseCustomers | undefined,
  span: VarianceSpan,
): readonly MeasuredDriver[] =>
  (["left", "movedOut"] as const).flatMap((field) => {
    const count = total(own?.[field], span);
    const planned = total(one[field], span);
    if (field === "movedOut" && planned === 0 && count === 0) return [];
    const there = total(own?.opening, span);
    return [
      driver(`${nameOf(one)}.${field === "left" ? "churn" : "moves"}`, "share per month", {
        assumed: ratio(planned, total(one.opening, span)),
        measured: ratio(count, there),
        count,
        observations: there,
        interval: shareInterval(count, there),
      }),
    ];
  });

interface Both {
  readonly plan: BusinessFigures;
  readonly actual: ActualFigures;
}

function usageDrivers(
  one: PurchaseCustomers,
  own: PurchaseCustomers | undefined,
  { plan, actual }: Both,
  span: VarianceSpan,
): readonly MeasuredDriver[] {
  const isOf = (of: PurchaseKey): boolean =>
    of.segment === one.segment && of.purchase === one.purchase;
  return plan.usage.filter(isOf).map(({ meter, units }) => {
    const used = actual.usage.find((of) => isOf(of) && of.meter === meter);
    const customers = total(own?.closing, span);
    const sum = total(used?.units, span);
    return driver(`${nameOf(one)}.usage.${meter}`, "units per month", {
      assumed: ratio(total(units, span), total(one.closing, span)),
      measured: ratio(sum, customers),
      count: sum,
      observations: customers,
      interval: meanInterval({
        count: customers,
        weight: customers,
        weightedSum: sum,
        weightedSquares: total(used?.squares, span),
        squaredWeights: customers,
      }),
    });
  });
}

/** The prices that things were sold at, as a part of the plan's list prices, and what came off them: all of it is known, nothing is estimated. */
function priceDrivers(
  one: PurchaseCustomers,
  { plan, actual }: Both,
  span: VarianceSpan,
): readonly MeasuredDriver[] {
  const isOf = (of: PurchaseKey): boolean =>
    of.segment === one.segment && of.purchase === one.purchase;
  const sum = <C extends PurchaseCell>(cells: readonly C[], of: (cell: C) => Months): number =>
    cells.filter(isOf).reduce((all, cell) => all + total(of(cell), span), 0);
  const list = sum(actual.cells, (cell) => cell.list);
  const planned = sum(plan.cells, (cell) => cell.list);
  if (list === 0 && planned === 0) return [];
  const known = { count: 0, observations: 0, interval: undefined, isExact: true };
  const kept = (net: number, gross: number): number | undefined =>
    gross > 0 ? 1 - net / gross : undefined;
  return [
    driver(`${nameOf(one)}.price`, "times the list price", {
      ...known,
      assumed: planned > 0 ? 1 : undefined,
      measured: ratio(
        list,
        sum(actual.cells, (cell) => cell.atPlanPrices),
      ),
    }),
    driver(`${nameOf(one)}.discount`, "share", {
      ...known,
      assumed: kept(
        sum(plan.cells, (cell) => cell.net),
        planned,
      ),
      measured: kept(
        sum(actual.cells, (cell) => cell.net),
        list,
      ),
    }),
  ];
}
