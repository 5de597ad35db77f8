import { rateOn } from "../../fx/rate-on.ts";
import type { RateTable } from "../../fx/rate-table.ts";
import { dayAfter, dayText, type Month } from "../../ledger/recognition/accounting-month.ts";
import type { CurrencyCode } from "../../money/currency.ts";
import { decimalOf } from "../../money/decimal.ts";
import { daysFromCivil, parseCivilDate } from "../../time/calendar.ts";
import type { Instant } from "../../time/instant.ts";
import { serviceDayAt, startOfDayNumber } from "../../time/zone.ts";
import { monthAt } from "../calendar-month.ts";
import type { MetricSettings } from "../metric-settings.ts";
import type { MetricsInput, ReportingRate } from "../metrics-input.ts";
import { monthsBack } from "./metrics-request.ts";

/** Which rates a report asks for. */
export interface WantedRates {
  /** The currencies of its rows, other than that of its figures. */
  readonly currencies: readonly CurrencyCode[];
  /** Local days by number, each once, in order: the last of each month, the running day, the one whose rates are fixed. */
  readonly days: readonly number[];
}

/** The span and the settings of a report. */
interface Reported {
  readonly first: Month;
  readonly last: Month;
  readonly settings: Pick<MetricSettings, "fx" | "fxFixedOn">;
}

/** The rates that an input needs to be counted in one currency; no currencies where it is in one already. */
export function wantedRates(
  input: MetricsInput & { readonly asOf: Instant },
  { first, last, settings }: Reported,
): WantedRates {
  const { currency, zone, stretches, billed = [], revenue = [], receivables = [] } = input;
  const rows = [...stretches, ...billed, ...revenue, ...receivables];
  const currencies = [...new Set(rows.map((row) => row.currency))].filter(
    (one) => one !== currency,
  );
  if (currencies.length === 0) return { currencies, days: [] };
  const begun = stretches
    .filter((stretch) => stretch.currency !== currency)
    .map(({ from }) => monthAt(zone, from));
  const from = begun.reduce((least, month) => Math.min(least, month), first - 1 - monthsBack);
  const today = serviceDayAt(zone, input.asOf);
  const days = Array.from({ length: last - from + 1 }, (_, place) =>
    Math.min(dayAfter(from + place) - 1, today),
  );
  const fixed = settings.fx === "fixed" ? parseCivilDate(settings.fxFixedOn) : undefined;
  if (fixed?.ok === true) days.push(daysFromCivil(fixed.value));
  return { currencies, days: [...new Set(days)].sort((left, right) => left - right) };
}

/** The rates of those days, each in force from its day on; what a table does not know is left out, and refused where it is used. */
export const ratesInForce = (
  { currencies, days }: WantedRates,
  table: RateTable,
  { currency, zone }: Pick<MetricsInput, "currency" | "zone">,
): readonly ReportingRate[] =>
  currencies.flatMap((foreign) =>
    days.flatMap((day) => {
      const found = rateOn(table, foreign, currency, dayText(day));
      if (!found.ok) return [];
      const from = startOfDayNumber(zone, day);
      return [{ currency: foreign, from, rate: decimalOf(found.value.rate) }];
    }),
  );
