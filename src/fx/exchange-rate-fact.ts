import { expectOk, type Fault, ok, type Result } from "../fault/fault.ts";
import { instant } from "../model/fact-text.ts";
import { boolean, literal, readShape, type Shape, text, textThat } from "../model/shape.ts";
import { currency } from "../model/shape-money.ts";
import { object, optional } from "../model/shape-object.ts";
import { date, firstFault } from "../model/shape-values.ts";
import type { CurrencyCode } from "../money/currency.ts";
import { parseDecimal } from "../money/decimal.ts";
import { parseInstant } from "../time/instant.ts";
import type { KnownRate } from "./rate-book.ts";
import { faultsOfRate } from "./rate-table.ts";

/** What a currency was worth in another on a day: a fact about everyone, told by whoever imports rates. */
export interface ExchangeRateFact {
  readonly fact: "exchange-rate";
  readonly from: CurrencyCode;
  readonly to: CurrencyCode;
  /** The day it was set for, `2026-01-30`. */
  readonly day: string;
  /** Units of `to` for one of `from`: decimal text above zero. */
  readonly rate: string;
  /** Who set it. Default `manual`. */
  readonly source?: string;
  /** Whether it replaces another rate of the pair and day, for what becomes known after it. Default false. */
  readonly corrects?: boolean;
  /** When it became known, RFC 3339. Default: the first moment of its day, UTC. */
  readonly recordedAt?: string;
}

const rateText: Shape<string> = textThat({
  fault: (given) => firstFault(parseDecimal(given)),
  standIn: "1",
  schema: { pattern: "^[0-9]{1,10}(?:\\.[0-9]{1,18})?$" },
});

/** The fields of a rate, however it is told. */
export const exchangeRateFields = {
  from: currency,
  to: currency,
  day: date,
  rate: rateText,
  source: optional(text),
} as const;

const exchangeRateShape = object<ExchangeRateFact>({
  fact: literal("exchange-rate"),
  ...exchangeRateFields,
  corrects: optional(boolean),
  recordedAt: optional(instant),
});

/** Reads the fact: what its shape refuses, `fx-same-currency` and `fx-rate-out-of-range`. */
export function parseExchangeRateFact(json: unknown): Result<ExchangeRateFact> {
  const { value, faults } = readShape(exchangeRateShape, json);
  const all = faults.length > 0 ? faults : faultsOfExchangeRate(value);
  return all.length > 0 ? { ok: false, faults: all } : ok(value);
}

/** Whose rate it is where nobody says. */
const manual = "manual";

/** What is wrong with a rate by itself; `path` is where it stands. */
const faultsOfExchangeRate = (
  {
    from,
    to,
    day,
    rate,
    source = manual,
  }: Pick<ExchangeRateFact, "from" | "to" | "day" | "rate" | "source">,
  path = "",
): readonly Fault[] => faultsOfRate({ from, to, day, rate, source }, path);

/** The rate as it stands in a book. */
export const knownRateOf = (fact: ExchangeRateFact): KnownRate => ({
  from: fact.from,
  to: fact.to,
  day: fact.day,
  rate: fact.rate,
  source: fact.source ?? manual,
  corrects: fact.corrects ?? false,
  knownSince: expectOk(parseInstant(fact.recordedAt ?? `${fact.day}T00:00:00Z`)),
});
