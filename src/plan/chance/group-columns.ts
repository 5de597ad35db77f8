import { purchasePlace, segmentPlace } from "../../model/drivers/segment-entries.ts";
import type { Model } from "../../model/model.ts";
import { declared, entriesOf } from "../../model/model-rule.ts";
import type { Segment } from "../../model/segment.ts";
import { minorUnits } from "../../money/currency.ts";
import type { PlanRun } from "../forecast/compile-plan.ts";
import type { StreamMonths } from "../forecast/forecast.ts";
import { usedIn } from "../forecast/purchase-usage.ts";
import type { LineMonths, SampleMonths } from "../forecast/sample-months.ts";
import { addLine, countedPurchases, emptyStream, openingOf } from "../forecast/sum-segment.ts";
import { meanUse } from "../population/usage-classes.ts";
import type { CustomerGroup, Renewal } from "./customer-groups.ts";
import type { GivenColumns } from "./given-rows.ts";

/** What one customer of a group, and each of its ways in and out, adds to the figures of a plan's customers. */
export interface GroupColumns {
  /** There through the months of the group. */
  readonly there: (group: CustomerGroup) => number;
  /** Comes to it as a new customer. */
  readonly joins: (group: CustomerGroup) => number;
  readonly leaves: (renewal: Renewal) => number;
  readonly stays: (renewal: Renewal) => number;
  readonly moves: (renewal: Renewal, to: CustomerGroup) => number;
}

const money = ["billed", "earned", "deferred", "unbilled"] as const;
const fields: Readonly<Record<(typeof money)[number], keyof StreamMonths>> = {
  billed: "billed",
  earned: "recognised",
  deferred: "deferred",
  unbilled: "unbilled",
};

/** The columns of a segment's groups, each with the number of its variable; below 0 where no formula reads anything of it. `run` has the figures of use, which no trial changes. */
export function groupColumns(
  id: string,
  segment: Segment,
  model: Model,
  run: PlanRun,
  columns: GivenColumns,
): GroupColumns {
  const scale = 10 ** minorUnits(model.currency);
  const counted = countedPurchases(segment, model);
  const worth = ({ recurring }: SampleMonths, month: number): number =>
    (recurring[month + 1] ?? 0) / scale;
  const count = (name: string, month: number, by: number): void => {
    columns.add(name, month, by);
    columns.add(`${name}.${id}`, month, by);
  };
  const change = (month: number, before: number, after: number): void => {
    if (before === 0) columns.add("new-mrr", month, after);
    else if (after > before) columns.add("expansion-mrr", month, after - before);
    else columns.add("contraction-mrr", month, before - after);
  };
  const served = new Map<SampleMonths, ReadonlyMap<number, readonly LineMonths[]>>();
  const linesOf = (sample: SampleMonths): ReadonlyMap<number, readonly LineMonths[]> => {
    const own = served.get(sample) ?? byMonthServed(sample);
    served.set(sample, own);
    return own;
  };
  const use = useOf(id, segment, model, run);
  return {
    there: ({ purchase, sample, from, to }) => {
      for (let month = from; month < to; month += 1) {
        for (const line of linesOf(sample).get(month) ?? []) bill(line, columns, scale);
        if (month < 0) continue;
        if (counted.has(purchase.id)) count("customers", month, 1);
        count("mrr", month, worth(sample, month));
        use(purchase.id, month, (meter, amount) =>
          columns.add(`usage.${meter}`, month, amount * meanUse(purchase)),
        );
        if (month > from) change(month, worth(sample, month - 1), worth(sample, month));
      }
      return columns.closeAnyway();
    },
    joins: ({ purchase, sample, from }) => {
      if (counted.has(purchase.id)) count("new-customers", from, 1);
      columns.add("new-mrr", from, worth(sample, from));
      return columns.close();
    },
    leaves: ({ month, from }) => {
      if (counted.has(from.purchase.id)) count("lost-customers", month, 1);
      columns.add("churned-mrr", month, worth(from.sample, month - 1));
      return columns.close();
    },
    stays: ({ month, from, to }) => {
      if (to !== undefined) change(month, worth(from.sample, month - 1), worth(to.sample, month));
      return columns.close();
    },
    moves: ({ month, from }, to) => {
      change(month, worth(from.sample, month - 1), worth(to.sample, month));
      return columns.close();
    },
  };
}

/** The lines of a sample by the month that they are for. */
function byMonthServed({ lines }: SampleMonths): ReadonlyMap<number, readonly LineMonths[]> {
  const months = new Map<number, LineMonths[]>();
  for (const line of lines) {
    const own = months.get(line.servedFrom) ?? [];
    months.set(line.servedFrom, own);
    own.push(line);
  }
  return months;
}

/** What a line comes to in the figures of its stream, as a forecast sums it. */
function bill(line: LineMonths, columns: GivenColumns, scale: number): void {
  if (line.servedFrom < 0)
    for (const [name, amount] of Object.entries(openingOf(line, 1)))
      for (let month = 0; month < columns.months; month += 1)
        columns.add(`opening-${name}`, month, amount / scale);
  const read = money.filter((name) => columns.reads(`${name}.${line.stream}`));
  if (read.length === 0) return;
  const stream = emptyStream(columns.months);
  addLine(stream, line, 1, columns.months);
  for (const name of read)
    for (const [month, amount] of stream[fields[name]].entries())
      columns.add(`${name}.${line.stream}`, month, amount / scale);
}

/** What a customer of a purchase uses in a month, by meter. */
function useOf(
  id: string,
  segment: Segment,
  model: Model,
  run: PlanRun,
): (purchase: string, month: number, tell: (meter: string, amount: number) => void) => void {
  const place = segmentPlace(id);
  return (purchase, month, tell) => {
    const { usage } = declared(segment.purchases, purchase) ?? {};
    for (const [meter, driver] of entriesOf(usage))
      if (Object.hasOwn(model.meters, meter))
        tell(meter, usedIn(driver, purchasePlace(place, purchase), meter, run, month));
  };
}
