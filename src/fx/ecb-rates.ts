import { type Fault, faultsOf, pathTo, type Result, refuse } from "../fault/fault.ts";
import { type CurrencyCode, isCurrencyCode } from "../money/currency.ts";
import { parseDecimal } from "../money/decimal.ts";
import { parseCivilDate } from "../time/calendar.ts";
import type { FxRate } from "./rate-table.ts";

/** Reference rates of the European Central Bank, read. */
export interface EcbRates {
  readonly rates: readonly FxRate[];
  /** Columns of currencies that are no longer in use, whose rates were left out. */
  readonly skipped: readonly string[];
}

const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** `30 January 2026` of the daily file as `2026-01-30`; the history has that form already. */
function isoDay(text: string): string {
  const [, day = "", name = "", year = ""] = /^(\d{1,2}) ([A-Z][a-z]+) (\d{4})$/.exec(text) ?? [];
  const month = months.indexOf(name) + 1;
  return month === 0 ? text : `${year}-${String(month).padStart(2, "0")}-${day.padStart(2, "0")}`;
}

const cellsOf = (line: string): readonly string[] => line.split(",").map((cell) => cell.trim());

/**
 * Reads `eurofxref.csv` (one day) or `eurofxref-hist.csv` (all days since 1999) of the ECB: a header of currencies, then
 * a line for each day with units of each currency for one euro. `N/A` and empty cells are no rates.
 *
 * Refuses with `not-ecb-rates` a text without that header; a cell that is no rate is refused with its line and column.
 */
export function parseEcbRates(text: string): Result<EcbRates> {
  const lines = text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .filter((line) => line.trim() !== "");
  const [first = "", ...currencies] = cellsOf(lines[0] ?? "");
  if (first !== "Date" || !currencies.some((code) => /^[A-Z]{3}$/.test(code)))
    return refuse({
      code: "not-ecb-rates",
      path: "",
      message: 'the first line of reference rates is "Date" and currencies',
      value: (lines[0] ?? "").slice(0, 60),
      suggestion: "read eurofxref.csv or eurofxref-hist.csv",
    });
  const columns = currencies.map((code): CurrencyCode | undefined =>
    isCurrencyCode(code) && code !== "EUR" ? code : undefined,
  );
  const faults: Fault[] = [];
  const rates: FxRate[] = [];
  for (const [index, line] of lines.slice(1).entries()) {
    const [date = "", ...cells] = cellsOf(line);
    const day = isoDay(date);
    const path = pathTo("", index + 1);
    faults.push(...faultsOf(parseCivilDate(day, pathTo(path, "Date"))));
    for (const [column, to] of columns.entries()) {
      const rate = cells[column] ?? "";
      if (to === undefined || rate === "" || rate === "N/A") continue;
      faults.push(...faultsOf(parseDecimal(rate, pathTo(path, to))));
      rates.push({ from: "EUR", to, day, rate, source: "ECB" });
    }
  }
  if (faults.length > 0) return { ok: false, faults };
  const skipped = currencies.filter((code) => code !== "" && !isCurrencyCode(code));
  return { ok: true, value: { rates, skipped } };
}
