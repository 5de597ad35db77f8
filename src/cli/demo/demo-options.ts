import { faultsOf, ok, type Result, refuse } from "../../fault/fault.ts";
import {
  type CivilDate,
  daysFromCivil,
  formatCivilDate,
  parseCivilDate,
  YEAR_FIRST,
  YEAR_LAST,
} from "../../time/calendar.ts";
import { portOption, wholeOption } from "../number-option.ts";
import type { DemoScale } from "./business.ts";
import { type ColumnMapping, parseColumns } from "./usage-csv.ts";

/** The options of `florin demo` as they were written. */
export interface DemoOptions {
  readonly usage?: string;
  readonly columns: string;
  readonly scale?: string;
  readonly customers: string;
  readonly months: string;
  readonly from: string;
  readonly seed: string;
  readonly port: string;
  readonly data: string;
  readonly once?: boolean;
}

/** The same, read. */
export interface ReadDemoOptions {
  readonly business: DemoScale;
  readonly port: number;
  readonly columns: ColumnMapping;
  /** For how many requests of its kind each recorded one stands; undefined: as many as the business is large. */
  readonly scale: number | undefined;
}

/** Reads the options, or says all that is wrong with them. */
export function readDemoOptions(options: DemoOptions): Result<ReadDemoOptions> {
  const from = firstOfMonth(options.from);
  const months = wholeOption(options.months, "--months", { min: 1, max: 24 });
  const customers = wholeOption(options.customers, "--customers", { min: 1, max: 100_000 });
  const seed = wholeOption(options.seed, "--seed", { min: 0, max: 4_294_967_295 });
  const port = portOption(options.port);
  const columns = parseColumns(options.columns);
  const scale =
    options.scale === undefined
      ? ok(undefined)
      : wholeOption(options.scale, "--scale", { min: 1, max: 1_000_000_000 });
  if (!(from.ok && months.ok && customers.ok && seed.ok && port.ok && columns.ok && scale.ok))
    return refuse(
      ...[from, months, customers, seed, port, columns, scale].flatMap((read) => faultsOf(read)),
    );
  const end = monthsAfter(from.value, months.value);
  if (end.year > YEAR_LAST)
    return refuse({
      code: "out-of-range",
      path: "--months",
      message: `the last month ends after the year ${YEAR_LAST}`,
      value: options.months,
    });
  const days = daysFromCivil(end) - daysFromCivil(from.value);
  return ok({
    business: { customers: customers.value, seed: seed.value, from: from.value, days },
    port: port.value,
    columns: columns.value,
    scale: scale.value,
  });
}

function firstOfMonth(text: string): Result<CivilDate> {
  const date = parseCivilDate(text, "--from");
  if (!date.ok) return date;
  const year = date.value.year;
  if (date.value.day === 1 && year >= yearFirst) return date;
  return refuse({
    code: "not-month-start",
    path: "--from",
    message: `the demonstration begins on the first of a month, from ${yearFirst} on`,
    value: text,
    suggestion: formatCivilDate({ ...date.value, year: Math.max(year, yearFirst), day: 1 }),
  });
}

/** The clock starts on the eve of the first day, which must be a time that is known too. */
const yearFirst = YEAR_FIRST + 1;

function monthsAfter({ year, month }: CivilDate, months: number): CivilDate {
  const monthsOn = month - 1 + months;
  return { year: year + Math.floor(monthsOn / 12), month: (monthsOn % 12) + 1, day: 1 };
}
