import { ok, type Result, refuse } from "../../fault/fault.ts";
import { parseCivilDate } from "../../time/calendar.ts";
import type { CsvLayout } from "./csv-layout.ts";

type Decimal = NonNullable<CsvLayout["decimal"]>;
type DateOrder = NonNullable<CsvLayout["dateOrder"]>;

/**
 * The mark before the decimals of a column of amounts; undefined where they could be read both ways, as `1,234` can. Each
 * amount that has only one reading decides; two that decide differently leave it open.
 */
export function decimalMark(amounts: readonly string[]): Decimal | undefined {
  const votes = new Set<Decimal>();
  let open = false;
  for (const amount of amounts) {
    const dot = amount.lastIndexOf(".");
    const comma = amount.lastIndexOf(",");
    if (dot < 0 && comma < 0) continue;
    const [mark, other]: readonly [Decimal, Decimal] = dot > comma ? [".", ","] : [",", "."];
    const parts = amount.split(mark);
    const decimals = /^\d*/.exec(parts.at(-1) ?? "")?.[0].length ?? 0;
    if (parts.length > 2) votes.add(other);
    else if (amount.includes(other) || decimals !== 3) votes.add(mark);
    else open = true;
  }
  const [vote] = votes;
  if (votes.size === 1) return vote;
  return votes.size === 0 && !open ? "." : undefined;
}

/**
 * A bank's way to write an amount as a plain decimal: `-1.234,50`, `1,234.50-`, `(12.00)`, `EUR 5,00`, `1'000.00`.
 * Text that is not an amount comes back as it is, for the decimal's own fault.
 */
export function plainAmount(text: string, decimal: Decimal): string {
  const bare = text.replaceAll(/[\s\u00a0'’]|[A-Z]{3}|[€$£¥]/g, "").replaceAll("−", "-");
  const negative = /^-|-$|^\(.*\)$/.test(bare);
  const digits = bare.replaceAll(/^[+-]|[+-]$|^\(|\)$/g, "");
  const grouped = decimal === "," ? /^\d{1,3}(\.\d{3})+(,\d*)?$/ : /^\d{1,3}(,\d{3})+(\.\d*)?$/;
  const group = decimal === "," ? "." : ",";
  const ungrouped = grouped.test(digits) ? digits.replaceAll(group, "") : digits;
  const plain = ungrouped.replace(decimal, ".").replace(/\.$/, "");
  if (!/^\d*\.?\d+$/.test(plain)) return text;
  return `${negative ? "-" : ""}${plain.startsWith(".") ? "0" : ""}${plain}`;
}

const datePattern = /^(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})/;

/** The order of a column of dates; undefined where day and month could be either. Dots mean day first. */
export function dateOrder(dates: readonly string[]): DateOrder | undefined {
  const votes = new Set<DateOrder>();
  let open = false;
  for (const date of dates) {
    const [, first = "", second = ""] = datePattern.exec(date) ?? [];
    if (first.length === 4) votes.add("year-month-day");
    else if (date.includes(".") || Number(first) > 12) votes.add("day-month-year");
    else if (Number(second) > 12) votes.add("month-day-year");
    else if (first !== "") open = true;
  }
  const [vote] = votes;
  if (votes.size === 1) return vote;
  return votes.size === 0 && !open ? "year-month-day" : undefined;
}

/** Reads a date in an order as `2026-01-31`; a year of two digits is of this century. Refuses with `invalid-date`. */
export function readDate(text: string, order: DateOrder, path: string): Result<string> {
  const [, first = "", second = "", third = ""] = datePattern.exec(text.trim()) ?? [];
  const [year, month, day] =
    order === "year-month-day"
      ? [first, second, third]
      : order === "day-month-year"
        ? [third, second, first]
        : [third, first, second];
  const fullYear = year.length === 2 ? `20${year}` : year;
  const civil = `${fullYear}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const read = parseCivilDate(civil, path);
  if (read.ok) return ok(civil);
  return refuse(...read.faults.map((fault) => ({ ...fault, value: text.slice(0, 60) })));
}
