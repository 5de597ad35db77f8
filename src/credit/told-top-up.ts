import { faultsOf, ok, type Result, refuse } from "../fault/fault.ts";
import type { CurrencyCode } from "../money/currency.ts";
import { roundToMinor } from "../money/currency.ts";
import { decimalOf, format, multiply } from "../money/decimal.ts";
import { type Money, moneyValue, parseMoneyIn } from "../money/money.ts";
import { type Percent, shareOf } from "../money/percent.ts";
import type { TopUpRuleFact } from "./credit-fact.ts";
import { type CreditTerms, dayStart } from "./told-credit.ts";
import { type TopUpRule, type TopUpSize, topUpRuleFaults } from "./top-up.ts";

/** Hours to wait after each failure in a row, where the fact does not say. */
const usualRetryHours: readonly number[] = [1, 24, 72];

/** The rule of a top-up fact. Refuses with `currency-mismatch` and what {@link topUpRuleFaults} finds. */
export function toldTopUpRule(
  fact: TopUpRuleFact,
  { currency, timeZone }: CreditTerms,
): Result<TopUpRule> {
  const mixed = (["whenBelow", "amount", "upTo", "maximumPerMonth", "price"] as const).flatMap(
    (field) => {
      const value = fact[field];
      if (value === undefined || isPart(value)) return [];
      return faultsOf(parseMoneyIn(value, currency, `/${field}`));
    },
  );
  if (mixed.length > 0) return refuse(...mixed);
  const { id, credit, whenBelow, maximumPerMonth, method } = fact;
  const rule: TopUpRule = {
    id,
    currency,
    ...(credit === undefined ? {} : { credit }),
    whenBelow: figure(whenBelow),
    size: sizeOf(fact, currency),
    ...(maximumPerMonth === undefined ? {} : { maximumPerMonth: figure(maximumPerMonth) }),
    ...(method === undefined ? {} : { method }),
    ...(fact.availableFrom === undefined ? {} : { availableFrom: fact.availableFrom }),
    retryHours: fact.retryHours ?? usualRetryHours,
    since: dayStart(timeZone, fact.date),
    ...(fact.end === undefined ? {} : { endsAt: dayStart(timeZone, fact.end) }),
  };
  const broken = topUpRuleFaults(rule);
  return broken.length > 0 ? refuse(...broken) : ok(rule);
}

const isPart = (price: Money | Percent): price is Percent => price.endsWith("%");

const figure = (amount: Money): string => format(moneyValue(amount));

function sizeOf(
  { amount, upTo, price = "100%" }: TopUpRuleFact,
  currency: CurrencyCode,
): TopUpSize {
  if (amount === undefined)
    return {
      kind: "up-to",
      upTo: upTo === undefined ? "0" : figure(upTo),
      share: isPart(price) ? format(shareOf(price)) : "1",
    };
  const worth = figure(amount);
  if (!isPart(price)) return { kind: "packs", amount: worth, price: figure(price) };
  const part = roundToMinor(multiply(decimalOf(worth), shareOf(price)), currency);
  return { kind: "packs", amount: worth, price: format(part) };
}
