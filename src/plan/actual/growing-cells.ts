import type { ChargeKind } from "../billing/charge-kind.ts";
import type { ActualCell, Flow, PurchaseKey } from "../variance/business-figures.ts";

/** The value of a month's charge, in minor units at the plan's rates of exchange. */
export interface MonthValue {
  readonly list: number;
  readonly net: number;
  readonly atPlanPrices: number;
}

/** Cells while they are counted; what lies before or after their months is left out. */
export interface GrowingCells {
  /** Adds to a flow, at the rates that were and at the plan's. */
  readonly addFlow: (
    key: PurchaseKey,
    stream: string,
    kind: ChargeKind,
    flow: Flow,
    month: number,
    was: number,
    planned: number,
  ) => void;
  readonly addValue: (
    key: PurchaseKey,
    stream: string,
    kind: ChargeKind,
    month: number,
    value: MonthValue,
  ) => void;
  readonly list: () => readonly ActualCell[];
}

interface Growing extends ActualCell {
  readonly list: number[];
  readonly net: number[];
  readonly atPlanPrices: number[];
  readonly flows: Readonly<Record<Flow, number[]>>;
  readonly atPlanRates: Readonly<Record<Flow, number[]>>;
}

/** Begins to count over so many months. */
export function growingCells(months: number): GrowingCells {
  const all = new Map<string, Growing>();
  const cellOf = (
    { segment, purchase }: PurchaseKey,
    stream: string,
    kind: ChargeKind,
  ): Growing => {
    const key = [segment, purchase, stream, kind].join("\u0000");
    const series = (): number[] => new Array<number>(months).fill(0);
    const each = () => ({ mrr: series(), billings: series(), revenue: series() });
    const known = all.get(key) ?? {
      segment,
      purchase,
      stream,
      kind,
      list: series(),
      net: series(),
      atPlanPrices: series(),
      flows: each(),
      atPlanRates: each(),
    };
    all.set(key, known);
    return known;
  };
  const add = (series: number[], month: number, value: number): void => {
    series[month] = (series[month] ?? 0) + value;
  };
  const isWithin = (month: number): boolean => month >= 0 && month < months;
  return {
    addFlow: (key, stream, kind, flow, month, was, planned) => {
      if (!isWithin(month)) return;
      const cell = cellOf(key, stream, kind);
      add(cell.flows[flow], month, was);
      add(cell.atPlanRates[flow], month, planned);
    },
    addValue: (key, stream, kind, month, { list, net, atPlanPrices }) => {
      if (!isWithin(month)) return;
      const cell = cellOf(key, stream, kind);
      add(cell.list, month, list);
      add(cell.net, month, net);
      add(cell.atPlanPrices, month, atPlanPrices);
    },
    list: () => [...all.values()],
  };
}
