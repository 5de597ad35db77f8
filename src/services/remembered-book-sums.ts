import { type BookMonths, type BookSums, bookSums } from "../store/book-months.ts";
import { revenueVersion } from "../store/revenue-invoices.ts";
import type { Tx } from "../store/tenant.ts";
import { letGoOldest } from "./let-go-oldest.ts";

/** Adds up the journal by months, in a transaction of one snapshot. */
export type SumBooks = (tx: Tx, months: BookMonths) => Promise<BookSums>;

/** So many sums are remembered, some hundred rows each; those beyond that were asked for longest ago are let go. */
const sumsMost = 32;

/**
 * Adds up the same months once for as long as nothing is posted: a page asks for several metrics beside one another. Each question looks
 * first where the journal ends in its own snapshot, so what it answers is never older than that.
 */
export function rememberBookSums(sum: SumBooks = bookSums): SumBooks {
  const known = new Map<string, Promise<BookSums>>();
  return async (tx, months) => {
    const { starts, lastDays } = months;
    const version = await revenueVersion(tx);
    const key = JSON.stringify([tx.tenant, version, starts, lastDays]);
    const shared = await known.get(key)?.catch(() => undefined);
    const own = shared === undefined ? sum(tx, months) : Promise.resolve(shared);
    known.delete(key);
    known.set(key, own);
    letGoOldest(known, sumsMost);
    try {
      return await own;
    } catch (error) {
      if (known.get(key) === own) known.delete(key);
      throw error;
    }
  };
}
