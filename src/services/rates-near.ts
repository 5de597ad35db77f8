import { expectOk } from "../fault/fault.ts";
import { openRateBook, type RateBook } from "../fx/rate-book.ts";
import { rateDaysOldMax } from "../fx/rate-on.ts";
import type { CurrencyCode } from "../money/currency.ts";
import { exchangeRatesBetween } from "../store/exchange-rates.ts";
import type { Tx } from "../store/tenant.ts";
import { civilFromDays, daysFromCivil, formatCivilDate, parseCivilDate } from "../time/calendar.ts";

/** The currency that pairs without a rate of their own go through. */
const base: CurrencyCode = "EUR";

/** The rates between these currencies that may count on any of these days, with when each became known. */
export async function ratesNear(
  tx: Tx,
  currencies: Iterable<CurrencyCode>,
  days: readonly string[],
): Promise<RateBook> {
  const numbers = days.map((day) => daysFromCivil(expectOk(parseCivilDate(day))));
  const first = numbers.reduce((least, day) => Math.min(least, day), Infinity);
  const last = numbers.reduce((most, day) => Math.max(most, day), -Infinity);
  const asked = [...new Set([...currencies, base])];
  if (days.length === 0 || asked.length < 2) return openRateBook([]).book;
  const text = (day: number): string => formatCivilDate(civilFromDays(day));
  const rows = await exchangeRatesBetween(tx, asked, text(first - rateDaysOldMax), text(last));
  // Each was compared with the one before it when it was told.
  return openRateBook(rows.map((row) => ({ ...row, corrects: true }))).book;
}
