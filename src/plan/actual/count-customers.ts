import type { Instant } from "../../time/instant.ts";
import { type PurchaseCustomers, purchaseText } from "../variance/business-figures.ts";
import { type FoundPurchase, isPlannedPurchase } from "./find-purchase.ts";
import { type HeldPurchase, isThereAt } from "./held-purchases.ts";

/** Customers by purchase while they are counted. */
export interface CustomerCount {
  /** Adds one customer. */
  readonly add: (held: readonly HeldPurchase[]) => void;
  /** Adds one who buys something once, in a month from 0. */
  readonly buys: (found: FoundPurchase, month: number) => void;
  readonly purchases: () => readonly PurchaseCustomers[];
}

interface Growing extends PurchaseCustomers {
  readonly opening: number[];
  readonly joined: number[];
  readonly movedIn: number[];
  readonly movedOut: number[];
  readonly left: number[];
  readonly closing: number[];
}

/**
 * Counts customers at months' ends; `ends[0]` is that of the month before the first. A customer is of one plan and of one licence at a time: of several
 * the one that it bought first, and of one that is planned before any that is not. Who was not there a month ago has joined, be it back; who has another purchase has moved.
 */
export function countCustomers(ends: readonly Instant[]): CustomerCount {
  const months = ends.length - 1;
  const all = new Map<string, Growing>();
  const rowOf = ({ segment, purchase, lasts }: FoundPurchase): Growing => {
    const key = purchaseText({ segment, purchase });
    const series = (): number[] => new Array<number>(months).fill(0);
    const known = all.get(key) ?? {
      segment,
      purchase,
      lasts,
      opening: series(),
      joined: series(),
      movedIn: series(),
      movedOut: series(),
      left: series(),
      closing: series(),
    };
    all.set(key, known);
    return known;
  };
  const one = (series: number[], month: number): void => {
    if (month >= 0 && month < series.length) series[month] = (series[month] ?? 0) + 1;
  };
  return {
    add: (held) => {
      for (const lasts of ["plan", "licence"] as const) {
        const main = held.filter((own) => own.isMain && own.lasts === lasts);
        const at = ends.map((end) => {
          const there = main.filter((own) => isThereAt(own, end));
          return there.find(isPlannedPurchase) ?? there[0];
        });
        for (let month = 0; month < months; month += 1) {
          const before = at[month];
          const now = at[month + 1];
          if (before !== undefined) one(rowOf(before).opening, month);
          if (now !== undefined) one(rowOf(now).closing, month);
          if (before === undefined && now !== undefined) one(rowOf(now).joined, month);
          if (before !== undefined && now === undefined) one(rowOf(before).left, month);
          if (before === undefined || now === undefined) continue;
          if (purchaseText(before) === purchaseText(now)) continue;
          one(rowOf(before).movedOut, month);
          one(rowOf(now).movedIn, month);
        }
      }
    },
    buys: (found, month) => {
      one(rowOf(found).joined, month);
      one(rowOf(found).closing, month);
    },
    purchases: () => [...all.values()],
  };
}
