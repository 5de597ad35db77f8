import { rateOn } from "../../fx/rate-on.ts";
import type { RateTable } from "../../fx/rate-table.ts";
import type { CurrencyCode } from "../../money/currency.ts";
import { serviceDayAt, type Zone } from "../../time/zone.ts";
import type { JournalEntry } from "../entry.ts";
import { dayText } from "../recognition/accounting-month.ts";
import type { RateOf } from "./entry-values.ts";

/** The day of an entry on the calendar of the books, by whose rates it is valued. */
export const valuedDay = ({ date }: Pick<JournalEntry, "date">, zone: Zone): string =>
  dayText(serviceDayAt(zone, date));

/** The rates of a day to the currency of the books, from a table of what is known. */
export const ratesOfDay =
  (rates: RateTable, books: CurrencyCode, day: string): RateOf =>
  (currency) => {
    const rate = rateOn(rates, currency, books, day);
    return rate.ok ? rate.value : undefined;
  };
