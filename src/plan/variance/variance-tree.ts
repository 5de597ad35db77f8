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
import { type FlexedCustomers, flexCustomers } from "./flex-customers.ts";
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

/** What can be opened into its causes. */
export const varianceMetrics = ["revenue", "billings", "mrr", "customers"] as const;

/** One of them. */
export type VarianceMetric = (typeof varianceMetrics)[number];

/** A variance, and what it is made of: its children add up to it, part by part. */
export interface VarianceNode extends SplitVariance {
  readonly kind: "business" | "stream" | "segment" | "purchase" | "charge";
  readonly id: string;
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

const customerScale = 10 ** customerDigits;

/** A charge of a purchase with its variance, before they are put together. */
interface Leaf extends PurchaseKey {
  readonly stream: string;
  readonly charge: string;
  readonly unplanned: boolean;
  readonly split: SplitVariance;
}

/** A leaf whose steps are not rounded; one for each month. */
interface RoughLeaf extends Omit<Leaf, "split"> {
  readonly months: readonly VarianceSteps[];
}

/** Opens the variance of a metric over a span of months. Both figures begin with the same month. */
export function openVariance(
  metric: VarianceMetric,
  plan: BusinessFigures,
  actual: ActualFigures,
  span: VarianceSpan,
): VarianceNode {
  assert(plan.first === actual.first, "plan and actual begin with the same month");
  const compared = { plan, actual, flexed: flexedPurchases(plan, actual) };
  if (metric === "customers")
    return treeOf(rounded(customerLeaves(compared, span.to)), ["segment", "purchase"], plan);
  const months = metric === "mrr" ? { from: span.to, to: span.to } : span;
  return treeOf(
    rounded(cellLeaves(metric, compared, months)),
    metric === "mrr"
      ? ["segment", "purchase", "charge"]
      : ["stream", "segment", "purchase", "charge"],
    plan,
  );
}

/** Each month's leaves are rounded together, so that their sum is that of the business. */
function rounded(leaves: readonly RoughLeaf[]): readonly Leaf[] {
  const months = leaves[0]?.months.length ?? 0;
  const byMonth = Array.from({ length: months }, (_, month) =>
    roundVariances(leaves.map((leaf) => leaf.months[month] ?? [0])),
  );
  return leaves.map(({ months: _, ...leaf }, index) => ({
    ...leaf,
    split: addVariances(byMonth.flatMap((month) => month[index] ?? [])),
  }));
}

interface Compared {
  readonly plan: BusinessFigures;
  readonly actual: ActualFigures;
  readonly flexed: ReadonlyMap<string, FlexedCustomers>;
}

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

function customerLeaves({ plan, actual, flexed }: Compared, month: number): readonly RoughLeaf[] {
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
    const customers = at(real.get(text)?.closing, month) * customerScale;
    const before = planned.get(text);
    const own = flexed.get(text);
    const steps =
      before === undefined
        ? otherVariance(0, customers)
        : splitCustomers(at(before.closing, month) * customerScale, {
            customers,
            afterVolume: at(own?.volume, month) * customerScale,
            afterChurn: at(own?.churn, month) * customerScale,
          });
    const unplanned = before === undefined;
    return { segment, purchase, stream: "", charge: "", unplanned, months: [steps] };
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

function cellLeaves(
  flow: Flow,
  { plan, actual, flexed }: Compared,
  { from, to }: VarianceSpan,
): readonly RoughLeaf[] {
  const planned = new Map(plan.cells.map((cell) => [cellText(cell), cell]));
  const real = new Map(actual.cells.map((cell) => [cellText(cell), cell]));
  const there = new Map(plan.purchases.map((one) => [purchaseText(one), one.closing]));
  const were = new Map(actual.purchases.map((one) => [purchaseText(one), one.closing]));
  const known = new Map<string, PurchaseCell>([...planned, ...real]);
  return [...known].map(([text, { segment, purchase, stream, kind }]) => {
    const own = purchaseText({ segment, purchase });
    const before = planned.get(text);
    const after = real.get(text);
    const customers = there.get(own);
    const months: VarianceSteps[] = [];
    for (let month = from; month <= to; month += 1)
      months.push(
        before === undefined || customers === undefined
          ? otherVariance(at(before?.flows[flow], month), at(after?.flows[flow], month))
          : splitMonth(flow, month, before, after, {
              customers,
              actual: were.get(own),
              flexed: flexed.get(own),
            }),
      );
    return { segment, purchase, stream, charge: kind, unplanned: before === undefined, months };
  });
}

interface CustomersOfPurchase {
  readonly customers: Months;
  readonly actual: Months | undefined;
  readonly flexed: FlexedCustomers | undefined;
}

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
type Level = Exclude<VarianceNode["kind"], "business">;

function treeOf(
  leaves: readonly Leaf[],
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
  leaves: readonly Leaf[],
  levels: readonly Level[],
  isPlanned: (kind: VarianceNode["kind"], leaf: Leaf) => boolean,
): VarianceNode {
  const [level, ...further] = levels;
  const groups = new Map<string, Leaf[]>();
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
