import { type Fault, ok, type Result, refuse } from "../fault/fault.ts";
import { convert } from "../fx/convert.ts";
import { rateOn } from "../fx/rate-on.ts";
import type { RateTable } from "../fx/rate-table.ts";
import type { CurrencyCode } from "../money/currency.ts";
import { decimalOf, format, isPositive } from "../money/decimal.ts";
import { minorText, readMinorAmount } from "../money/minor-amount.ts";
import { parseMoney, parseMoneyIn } from "../money/money.ts";
import type { ForeignMoney } from "../receivable/receivables.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import type { PaymentFact } from "./money-fact.ts";

/** What a payment settles in the customer's currency, and what came where that was in another; decimal texts. */
export interface PaidAmount {
  readonly amount: string;
  readonly came?: ForeignMoney;
}

/**
 * Reads what a payment settles. Money in another currency settles what `exchange` says: an amount, by a rate, or by the table's
 * rate of the day (UTC) on which the payment counts, rounded once to the minor unit, ties away from zero.
 *
 * Refuses `currency-mismatch` (in another currency and nothing says what it settles), `exchange-needless`,
 * `fx-rate-missing`, `fx-rate-out-of-range` and an amount's faults.
 */
export function paidAmount(
  { amount, exchange }: Pick<PaymentFact, "amount" | "exchange">,
  currency: CurrencyCode,
  rates: RateTable,
  countsAt: Instant,
): Result<PaidAmount> {
  const money = parseMoney(amount, "/amount");
  if (!money.ok) return money;
  const { value, currency: from } = money.value;
  if (from === currency)
    return exchange === undefined ? ok({ amount: format(value) }) : refuse(needless(currency));
  if (exchange === undefined) return refuse(mismatch(amount, from, currency));
  const came = readMinorAmount(format(value), from, "/amount");
  if (!came.ok) return came;
  const foreign = { currency: from, amount: minorText(value, from) };
  if (exchange === "by-table") {
    const rate = rateOn(rates, from, currency, formatInstant(countsAt).slice(0, 10));
    if (!rate.ok) return { ok: false, faults: rate.faults.map(atExchange) };
    return ok({ amount: format(convert(value, rate.value, currency)), came: foreign });
  }
  if ("settles" in exchange) {
    const settles = parseMoneyIn(exchange.settles, currency, "/exchange/settles");
    return settles.ok ? ok({ amount: format(settles.value), came: foreign }) : settles;
  }
  if (!isPositive(decimalOf(exchange.rate))) return refuse(noRate(exchange.rate));
  return ok({ amount: format(convert(value, exchange, currency)), came: foreign });
}

const atExchange = (fault: Fault): Fault => ({
  ...fault,
  path: "/exchange",
  suggestion: `${fault.suggestion ?? "add the rate"}, or say what the payment settles`,
});

const mismatch = (amount: string, from: CurrencyCode, currency: CurrencyCode): Fault => ({
  code: "currency-mismatch",
  path: "/amount",
  message: `this amount is in ${from} where ${currency} is used`,
  value: amount,
  suggestion: `write the amount in ${currency}, or say in exchange what it settles`,
});

const needless = (currency: CurrencyCode): Fault => ({
  code: "exchange-needless",
  path: "/exchange",
  message: `the payment is in ${currency}, as the customer's invoices are`,
  suggestion: "leave exchange out",
});

const noRate = (rate: string): Fault => ({
  code: "fx-rate-out-of-range",
  path: "/exchange/rate",
  message: "a rate is above zero",
  value: rate,
  suggestion: "say how much of the customer's currency one of what came settles",
});
