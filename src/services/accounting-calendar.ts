import { expectOk } from "../fault/fault.ts";
import { monthAt } from "../ledger/close/month-books.ts";
import { type Day, type Month, monthOf } from "../ledger/recognition/accounting-month.ts";
import { type CloseRecord, lastClose } from "../store/closes.ts";
import { booksBeginning } from "../store/revenue-invoices.ts";
import type { Tx } from "../store/tenant.ts";
import { daysFromCivil, parseCivilDate } from "../time/calendar.ts";
import { findZone, type Zone } from "../time/zone.ts";
import type { TenantModels } from "./model-library.ts";

/** By which months a tenant's books are kept, and how many of them are closed. */
export interface AccountingCalendar {
  /** That of the last close, for good; before the first, that of the current model. */
  readonly zone: Zone;
  readonly last?: CloseRecord;
  readonly closed?: Month;
  /** The month to close next: after the last, or in which the books begin; undefined for books of nothing. */
  readonly next?: Month;
}

/** Reads the calendar. A model's time zone may change with a version; the books' does not once a month is closed. */
export async function accountingCalendar(
  tx: Tx,
  models: Pick<TenantModels, "books">,
): Promise<AccountingCalendar> {
  const last = await lastClose(tx);
  if (last !== undefined) {
    const closed = monthNumber(last.month);
    return { zone: expectOk(findZone(last.zone)), last, closed, next: closed + 1 };
  }
  const { zone } = models.books.current;
  const { posted, earned } = await booksBeginning(tx);
  const months = [
    ...(posted === null ? [] : [monthAt(zone, posted)]),
    ...(earned === null ? [] : [monthOf(dayNumber(earned))]),
  ];
  return months.length === 0 ? { zone } : { zone, next: Math.min(...months) };
}

/** A month's number from its text, `2026-01`. */
export const monthNumber = (text: string): Month => monthOf(dayNumber(`${text}-01`));

const dayNumber = (text: string): Day => daysFromCivil(expectOk(parseCivilDate(text)));
