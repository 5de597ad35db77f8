import { assert } from "../../fault/fault.ts";
import { entriesOf } from "../../model/model-rule.ts";
import type { Segment, SegmentPurchase } from "../../model/segment.ts";
import type { LivedSegment } from "../metrics/lived-segment.ts";
import { type Cohort, livedMonths, type Population, thereIn } from "../population/cohort.ts";
import {
  type BusinessFigures,
  type PurchaseCell,
  type PurchaseCustomers,
  purchaseLasts,
} from "../variance/business-figures.ts";
import type { SampleMonths } from "./sample-months.ts";

type Samples = ReadonlyMap<Cohort, SampleMonths>;

/** What a segment's customers come to by purchase: each cohort times what one of its customers does. */
export function purchaseFigures(
  segment: string,
  { purchases }: Segment,
  { population, samples }: LivedSegment,
): Pick<BusinessFigures, "purchases" | "cells"> {
  const all = entriesOf<SegmentPurchase>(purchases);
  return {
    purchases: all.map(([id, purchase]) => customersOf({ segment, id, purchase }, population)),
    cells: all.flatMap(([id]) => cellsOf(segment, id, population, samples)),
  };
}

interface NamedPurchase {
  readonly segment: string;
  readonly id: string;
  readonly purchase: SegmentPurchase;
}

function customersOf(
  { segment, id, purchase }: NamedPurchase,
  { months, cohorts, moves }: Population,
): PurchaseCustomers {
  const lasts = purchaseLasts(purchase);
  const series = (): number[] => new Array<number>(months).fill(0);
  const [opening, joined, movedIn] = [series(), series(), series()];
  const [movedOut, left, closing] = [series(), series(), series()];
  for (const { from, month, customers } of moves)
    if (from.purchase === id) addAt(movedOut, month, customers);
  for (const cohort of cohorts) {
    if (cohort.purchase !== id) continue;
    const { from, to } = livedMonths(cohort, months);
    for (let month = from; month < to; month += 1) {
      const there = thereIn(cohort, month);
      addAt(closing, month, there);
      if (cohort.start === month)
        addAt(cohort.origin === "joined" ? joined : movedIn, month, there);
      else if (lasts !== "once") {
        const before = thereIn(cohort, month - 1);
        addAt(opening, month, before);
        addAt(left, month, before - there);
      }
    }
  }
  // Who moved on did not leave.
  for (let month = 0; month < months; month += 1)
    left[month] = Math.max(0, (left[month] ?? 0) - (movedOut[month] ?? 0));
  return { segment, purchase: id, lasts, opening, joined, movedIn, movedOut, left, closing };
}

function cellsOf(
  segment: string,
  purchase: string,
  { months, cohorts }: Population,
  samples: Samples,
): readonly PurchaseCell[] {
  const cells = new Map<string, Growing>();
  const cellAt = (stream: string, kind: PurchaseCell["kind"]): Growing => {
    const key = `${stream} ${kind}`;
    const known = cells.get(key) ?? emptyCell({ segment, purchase, stream, kind }, months);
    cells.set(key, known);
    return known;
  };
  for (const cohort of cohorts) {
    if (cohort.purchase !== purchase) continue;
    const sample = samples.get(cohort);
    assert(sample !== undefined, "each cohort has its sample");
    for (const line of sample.lines) {
      const customers = thereIn(cohort, line.servedFrom);
      if (customers === 0) continue;
      const cell = cellAt(line.stream, line.kind);
      addAt(cell.flows.billings, line.billedIn, line.amount * customers);
      for (const { month, amount } of line.recognised)
        addAt(cell.flows.revenue, month, amount * customers);
      if (line.kind === "recurring") continue;
      addAt(cell.list, line.servedFrom, line.gross * customers);
      addAt(cell.net, line.servedFrom, line.amount * customers);
    }
    const { from, to } = livedMonths(cohort, months);
    for (const [stream, { counted, list, net }] of sample.streams)
      for (let month = from; month < to; month += 1) {
        const customers = thereIn(cohort, month);
        if (customers === 0 || (list[month + 1] === 0 && counted[month + 1] === 0)) continue;
        const cell = cellAt(stream, "recurring");
        addAt(cell.flows.mrr, month, (counted[month + 1] ?? 0) * customers);
        addAt(cell.list, month, (list[month + 1] ?? 0) * customers);
        addAt(cell.net, month, (net[month + 1] ?? 0) * customers);
      }
  }
  return [...cells.values()];
}

/** A cell while it is counted. */
interface Growing extends PurchaseCell {
  readonly list: number[];
  readonly net: number[];
  readonly flows: Readonly<Record<keyof PurchaseCell["flows"], number[]>>;
}

type CellName = Pick<PurchaseCell, "segment" | "purchase" | "stream" | "kind">;

function emptyCell(name: CellName, months: number): Growing {
  const series = (): number[] => new Array<number>(months).fill(0);
  return {
    ...name,
    list: series(),
    net: series(),
    flows: { mrr: series(), billings: series(), revenue: series() },
  };
}

const addAt = (sums: number[], month: number, amount: number): void => {
  if (month >= 0 && month < sums.length) sums[month] = (sums[month] ?? 0) + amount;
};
