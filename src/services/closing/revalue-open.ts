import {
  revaluationDay,
  revaluationEntries,
  type ValuedPosition,
  valuePositions,
} from "../../ledger/foreign/revalue-month.ts";
import type { Month } from "../../ledger/recognition/accounting-month.ts";
import type { CurrencyCode } from "../../money/currency.ts";
import { currencyPositionsBefore } from "../../store/currency-positions.ts";
import type { Tx } from "../../store/tenant.ts";
import type { Instant } from "../../time/instant.ts";
import { postEntries } from "../journal-writer.ts";
import { ratesNear } from "../rates-near.ts";

/** Where the foreign positions of a tenant stood before a moment, at the rates of a day as they are known at another. */
export async function valuedPositions(
  tx: Tx,
  books: CurrencyCode,
  { end, day, known }: { readonly end: Instant; readonly day: string; readonly known: Instant },
): Promise<readonly ValuedPosition[]> {
  const positions = await currencyPositionsBefore(tx, end);
  if (positions.length === 0) return [];
  const rates = await ratesNear(tx, [books, ...positions.map(({ currency }) => currency)], [day]);
  return valuePositions(positions, books, rates.knownAt(known), day);
}

/**
 * Revalues what stands in other currencies at the end of a month, at the rates of its last day as they are known at the close;
 * with `keep` it posts what that gains or loses, and turns it round in the next month.
 */
export async function revalueOpen(
  tx: Tx,
  books: CurrencyCode,
  { month, to, now }: { readonly month: Month; readonly to: Instant; readonly now: Instant },
  keep: boolean,
): Promise<readonly ValuedPosition[]> {
  const day = revaluationDay(month);
  const positions = await valuedPositions(tx, books, { end: to, day, known: now });
  if (keep) await postEntries(tx, revaluationEntries(positions, books, month, to));
  return positions;
}
