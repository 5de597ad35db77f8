import { assert } from "../../fault/fault.ts";
import {
  type ActualCell,
  type ActualFigures,
  type BusinessFigures,
  type Flow,
  type Months,
  type PurchaseCell,
  type PurchaseCustomers,
  type PurchaseKey,
  purchaseText,
} from "./business-figures.ts";
import { type FlexedCustomers, type FlexedMonths, flexCustomers } from "./flex-customers.ts";
import {
  addVariances,
  otherVariance,
  type PlannedMonth,
  roundVariances,
  type SplitVariance,
  splitCustomers,
  splitVariance,
  type VarianceSteps,
} from "./split-variance.ts";

/** What is opened purchase by purchase; all else is opened by the formulas that it follows from. */
export const flowMetrics = ["revenue", "billings", "mrr", "customers"] as const;

/** One of them. */
export type FlowMetric = (typeof flowMetrics)[number];

/** A variance, and what it is made of: its children add up to it, part by part. */
export interface VarianceNode extends SplitVariance {
  readonly kind: "business" | "stream" | "segment" | "purchase" | "charge" | "figure";
  readonly id: string;
  /** What it is called, where the id does not say it. */
  readonly name?: string;
  /** Whether the plan has nothing of it. */
  readonly unplanned: boolean;
  readonly children: readonly VarianceNode[];
}

/** Months of the plan, from 0, both included. Of a balance the last one counts. */
export interface VarianceSpan {
  readonly from: number;
  readonly to: number;
}

/** Digits after the point that numbers of customers are told in. */
export const customerDigits = 2;

/** Steps of that digit for each customer. */
export const customerScale = 10 ** customerDigits;

/** A charge of a purchase with its variance, before they are put together. */
export interface VarianceLeaf extends PurchaseKey {
  readonly stream: string;
  readonly charge: string;
  readonly unplanned: boolean;
  readonly split: SplitVariance;
}

/** A leaf whose steps are not rounded; one for each month. */
export interface RoughLeaf extends Omit<VarianceLeaf, "split"> {
  readonly months: readonly VarianceSteps[];
}

/** Opens the variance of a metric over a span of months. Both figures begin with the same month. */
export function openVariance(
  metric: FlowMetric,
  plan: BusinessFigures,
  actual: ActualFigures,
  span: VarianceSpan,
): VarianceNode {
  assert(plan.first === actual.first, "plan and actual begin with the same month");
  const both = compared(plan, actual);
  if (metric === "customers") {
    const last = { from: span.to, to: span.to };
    return treeOf(rounded(customerLeaves(both, last)), ["segment", "purchase"], plan);
  }
  const months = metric === "mrr" ? { from: span.to, to: span.to } : span;
  return treeOf(
    rounded(cellLeaves(metric, both, months)),
    metric === "mrr"
      ? ["segment", "purchase", "charge"]
      : ["stream", "segment", "purchase", "charge"],
    plan,
  );
}

/** Each month's leaves are rounded together, so that their sum is that of the business. */
function rounded(leaves: readonly RoughLeaf[]): readonly VarianceLeaf[] {
  const months = leaves[0]?.months.length ?? 0;
  const byMonth = Array.from({ length: months }, (_, month) =>
    roundVariances(leaves.map((leaf) => leaf.months[month] ?? [0])),
  );
  return leaves.map(({ months: _, ...leaf }, index) => ({
    ...leaf,
    split: addVariances(byMonth.flatMap((month) => month[index] ?? [])),
  }));
}

/** A plan and what happened, with the customers that there would have been. */
export interface Compared {
  readonly plan: BusinessFigures;
  readonly actual: ActualFigures;
  readonly flexed: ReadonlyMap<string, FlexedCustomers>;
}

/** Holds the two against each other; both figures begin with the same month. */
export const compared = (plan: BusinessFigures, actual: ActualFigures): Compared => ({
  plan,
  actual,
  flexed: flexedPurchases(plan, actual),
});

function flexedPurchases(plan: BusinessFigures, actual: ActualFigures): Compared["flexed"] {
  const all = new Map<string, FlexedCustomers>();
  for (const segment of new Set(plan.purchases.map((one) => one.segment))) {
    const of = (purchases: readonly PurchaseCustomers[]): readonly PurchaseCustomers[] =>
      purchases.filter((one) => one.segment === segment);
    const months = Math.min(plan.months, actual.months);
    const own = { months, planned: of(plan.purchases), actual: of(actual.purchases) };
    for (const [purchase, flexed] of flexCustomers(own))
      all.set(purchaseText({ segment, purchase }), flexed);
  }
  return all;
}

/** Customers at the ends of months by purchase, in steps of their smallest digit. */
export function customerLeaves(
  { plan, actual, flexed }: Compared,
  { from, to }: VarianceSpan,
): readonly RoughLeaf[] {
  const counted = (one: PurchaseCustomers): boolean =>
    isCounted(one, plan.purchases) ?? isCounted(one, actual.purchases) ?? false;
  const real = new Map(actual.purchases.map((one) => [purchaseText(one), one]));
  const planned = new Map(plan.purchases.map((one) => [purchaseText(one), one]));
  const known = new Map(
    [...plan.purchases, ...actual.purchases]
      .filter(counted)
      .map((one) => [purchaseText(one), one] as const),
  );
  return [...known].map(([text, { segment, purchase }]) => {
    const before = planned.get(text);
    const own = flexed.get(text);
    const stepsIn = (month: number): VarianceSteps => {
      const customers = at(real.get(text)?.closing, month) * customerScale;
      return before === undefined
        ? otherVariance(0, customers)
        : splitCustomers(at(before.closing, month) * customerScale, {
            customers,
            afterVolume: at(own?.volume, month) * customerScale,
            afterChurn: at(own?.churn, month) * customerScale,
          });
    };
    const unplanned = before === undefined;
    const months = Array.from({ length: to - from + 1 }, (_, index) => stepsIn(from + index));
    return { segment, purchase, stream: "", charge: "", unplanned, months };
  });
}

/** Whether a purchase's customers are those of its segment; undefined where the segment is not among these. */
function isCounted(
  { segment, lasts }: PurchaseCustomers,
  among: readonly PurchaseCustomers[],
): boolean | undefined {
  const own = among.filter((one) => one.segment === segment);
  const kind = (["plan", "licence", "once"] as const).find((one) =>
    own.some((purchase) => purchase.lasts === one),
  );
  return kind === undefined ? undefined : lasts === kind;
}

const at = (series: Months | undefined, month: number): number => series?.[month] ?? 0;

const cellText = ({ segment, purchase, stream, kind }: PurchaseCell): string =>
  [segment, purchase, stream, kind].join("\u0000");

/** What is charged, by purchase, stream and charge, in minor units. */
export function cellLeaves(
  flow: Flow,
  { plan, actual, flexed }: Compared,
  { from, to }: VarianceSpan,
): readonly RoughLeaf[] {
  const planned = new Map(plan.cells.map((cell) => [cellText(cell), cell]));
  const real = new Map(actual.cells.map((cell) => [cellText(cell), cell]));
  const there = new Map(plan.purchases.map((one) => [purchaseText(one), one]));
  const were = new Map(actual.purchases.map((one) => [purchaseText(one), one]));
  const known = new Map<string, PurchaseCell>([...planned, ...real]);
  return [...known].map(([text, { segment, purchase, stream, kind }]) => {
    const own = purchaseText({ segment, purchase });
    const before = planned.get(text);
    const after = real.get(text);
    const bought = there.get(own);
    const customers =
      before === undefined || bought === undefined
        ? undefined
        : payingFor(flow, before, bought, were.get(own), flexed.get(own));
    const months: VarianceSteps[] = [];
    for (let month = from; month <= to; month += 1)
      months.push(
        before === undefined || customers === undefined
          ? otherVariance(at(before?.flows[flow], month), at(after?.flows[flow], month))
          : splitMonth(flow, month, before, after, customers),
      );
    return { segment, purchase, stream, charge: kind, unplanned: before === undefined, months };
  });
}

interface CustomersOfPurchase {
  readonly customers: Months;
  readonly actual: Months | undefined;
  readonly flexed: FlexedMonths | undefined;
}

/** Whose number a charge follows: all who are there; of a licence's fee that is due at once, those who begin. */
function payingFor(
  flow: Flow,
  { kind, net, flows }: PurchaseCell,
  planned: PurchaseCustomers,
  actual: PurchaseCustomers | undefined,
  flexed: FlexedCustomers | undefined,
): CustomersOfPurchase {
  const atOnce = net.every((value, month) => Math.abs(value - at(flows[flow], month)) < 1);
  if (kind !== "one-off" || planned.lasts !== "licence" || !atOnce)
    return { customers: planned.closing, actual: actual?.closing, flexed };
  return {
    customers: entering(planned),
    actual: actual && entering(actual),
    flexed: flexed?.entered,
  };
}

const entering = ({ joined, movedIn }: PurchaseCustomers): Months =>
  joined.map((came, month) => came + at(movedIn, month));

function splitMonth(
  flow: Flow,
  month: number,
  cell: PurchaseCell,
  real: ActualCell | undefined,
  { customers, actual, flexed }: CustomersOfPurchase,
): VarianceSteps {
  const plannedIn = (when: number): PlannedMonth => ({
    customers: at(customers, when),
    list: at(cell.list, when),
    net: at(cell.net, when),
    amount: at(cell.flows[flow], when),
  });
  return splitVariance(
    plannedIn(month),
    {
      customers: at(actual, month),
      afterVolume: at(flexed?.volume, month),
      afterChurn: at(flexed?.churn, month),
      atPlanPrices: at(real?.atPlanPrices, month),
      list: at(real?.list, month),
      net: at(real?.net, month),
      atPlanRates: at(real?.atPlanRates[flow], month),
      amount: at(real?.flows[flow], month),
    },
    plannedIn(rateMonth(customers, month)),
  );
}

/** The month itself; where the plan has no customers then, the last one before it that has some, else the first one after. */
function rateMonth(customers: Months, month: number): number {
  if (at(customers, month) > 0) return month;
  const before = customers.slice(0, month).findLastIndex((there) => there > 0);
  const known = before >= 0 ? before : customers.findIndex((there) => there > 0);
  return known < 0 ? month : known;
}

/** The levels of a tree, from the trunk. */
type Level = Exclude<VarianceNode["kind"], "business" | "figure">;

function treeOf(
  leaves: readonly VarianceLeaf[],
  levels: readonly Level[],
  { purchases }: BusinessFigures,
): VarianceNode {
  const segments = new Set(purchases.map(({ segment }) => segment));
  const known = new Set(purchases.map(purchaseText));
  // A planned segment is planned, also where a stream has nothing of it but what is not.
  return nodeOf("business", "", leaves, levels, (kind, leaf) =>
    kind === "segment"
      ? segments.has(leaf.segment)
      : kind === "purchase"
        ? known.has(purchaseText(leaf))
        : !leaf.unplanned,
  );
}

function nodeOf(
  kind: VarianceNode["kind"],
  id: string,
  leaves: readonly VarianceLeaf[],
  levels: readonly Level[],
  isPlanned: (kind: VarianceNode["kind"], leaf: VarianceLeaf) => boolean,
): VarianceNode {
  const [level, ...further] = levels;
  const groups = new Map<string, VarianceLeaf[]>();
  if (level !== undefined)
    for (const leaf of leaves) {
      const key = leaf[level];
      const own = groups.get(key);
      if (own === undefined) groups.set(key, [leaf]);
      else own.push(leaf);
    }
  const children =
    level === undefined
      ? []
      : [...groups].map(([key, own]) => nodeOf(level, key, own, further, isPlanned)).filter(isSeen);
  const unplanned = leaves.length > 0 && leaves.every((leaf) => !isPlanned(kind, leaf));
  return { kind, id, unplanned, children, ...addVariances(leaves.map(({ split }) => split)) };
}

/** Whether there is anything of it on either side. */
const isSeen = ({ plan, actual, parts }: VarianceNode): boolean =>
  plan !== 0 || actual !== 0 || Object.values(parts).some((part) => part !== 0);
