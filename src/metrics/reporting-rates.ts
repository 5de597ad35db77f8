import { assert, expectOk, ok, type Result, refuse } from "../fault/fault.ts";
import type { Month } from "../ledger/recognition/accounting-month.ts";
import type { CurrencyCode } from "../money/currency.ts";
import { type Decimal, multiply, one } from "../money/decimal.ts";
import { parseCivilDate } from "../time/calendar.ts";
import type { Instant } from "../time/instant.ts";
import { startOfDay, type Zone } from "../time/zone.ts";
import { monthStart } from "./calendar-month.ts";
import { groupRows } from "./group-rows.ts";
import type { MetricSettings } from "./metric-settings.ts";
import type { ReportingRate } from "./metrics-input.ts";

/** What a unit of each currency is worth in the reporting currency, month by month. */
export interface ReportingRates {
  /** The rate of a month: that of its last moment, or the fixed one. An unknown one is a bug: see `checkKnown`. */
  readonly rateOf: (currency: CurrencyCode, month: Month) => Decimal;
  /** The exact worth of an amount in a month. */
  readonly convert: (amount: Decimal, currency: CurrencyCode, month: Month) => Decimal;
  /** Refuses with `fx-rate-missing` where no rate is in force at the month's end. */
  readonly checkKnown: (currency: CurrencyCode, month: Month, path: string) => Result<null>;
}

/** Rates by the settings `fx` and `fxFixedOn`; the reporting currency's own is 1. */
export function reportingRates(
  currency: CurrencyCode,
  rates: readonly ReportingRate[],
  zone: Zone,
  settings: Pick<MetricSettings, "fx" | "fxFixedOn">,
): ReportingRates {
  const dated = new Map(
    [...groupRows(rates, (rate) => rate.currency)].map(([code, own]) => [
      code,
      own.toSorted((a, b) => a.from - b.from),
    ]),
  );
  const fixedBefore = fixedInstant(zone, settings);
  const known = new Map<string, Decimal | undefined>();
  const find = (code: CurrencyCode, month: Month): Decimal | undefined => {
    if (code === currency) return one;
    const own = dated.get(code);
    if (settings.fx === "fixed")
      return fixedBefore === undefined ? own?.[0]?.rate : lastBefore(own, fixedBefore);
    const key = `${code} ${month}`;
    if (!known.has(key)) known.set(key, lastBefore(own, monthStart(zone, month + 1)));
    return known.get(key);
  };
  const rateOf = (code: CurrencyCode, month: Month): Decimal => {
    const rate = find(code, month);
    assert(rate !== undefined, `a rate of ${code} was checked`);
    return rate;
  };
  return {
    rateOf,
    convert: (amount, code, month) =>
      code === currency ? amount : multiply(amount, rateOf(code, month)),
    checkKnown: (code, month, path) => {
      if (find(code, month) !== undefined) return ok(null);
      return refuse({
        code: "fx-rate-missing",
        path,
        message: `no rate from ${code} to ${currency} is in force when it is needed`,
        suggestion: `add a rate of ${code} from the first month that has it on`,
      });
    },
  };
}

/** The end of the day whose rates are fixed; undefined for the first rate of each currency. */
function fixedInstant(
  zone: Zone,
  { fx, fxFixedOn }: Pick<MetricSettings, "fx" | "fxFixedOn">,
): Instant | undefined {
  if (fx !== "fixed" || fxFixedOn === "") return undefined;
  return startOfDay(zone, expectOk(parseCivilDate(fxFixedOn))) + 1;
}

const lastBefore = (
  rates: readonly ReportingRate[] | undefined,
  limit: Instant,
): Decimal | undefined => rates?.findLast(({ from }) => from < limit)?.rate;
