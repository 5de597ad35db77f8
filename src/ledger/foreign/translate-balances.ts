import { convert } from "../../fx/convert.ts";
import { rateOn } from "../../fx/rate-on.ts";
import type { RateTable } from "../../fx/rate-table.ts";
import type { CurrencyCode } from "../../money/currency.ts";
import { add, type Decimal, isZero, negate, sum, zero } from "../../money/decimal.ts";
import {
  type AccountFamily,
  type AccountName,
  accountFamilies,
  compareAccounts,
  currencyConversion,
  namedAccount,
} from "../account-name.ts";

/** What was posted on an account in a currency on a day of the books, debits less credits. */
export interface DayTurnover {
  readonly account: AccountName;
  readonly currency: CurrencyCode;
  /** `2026-01-31`. */
  readonly day: string;
  readonly amount: Decimal;
}

/** Balances of all accounts in the currency of the books, and what no rate could bring into it. */
export interface TranslatedBalances {
  /** In the order of the statements; they add up to zero. */
  readonly balances: readonly { readonly account: AccountName; readonly balance: Decimal }[];
  readonly untranslated: readonly Omit<DayTurnover, "day">[];
}

/** What is money, or is to be settled in money: it stands at the rate of the closing day. */
const monetary: ReadonlySet<AccountFamily> = new Set<AccountFamily>([
  accountFamilies.cash,
  accountFamilies.clearing,
  accountFamilies.disputed,
  accountFamilies.receivable,
  accountFamilies.customerCredit,
  accountFamilies.tax,
  accountFamilies.partner,
]);

/**
 * Brings every balance into the currency of the books (ASC 830-10-45, IAS 21.23 and .39): what is money at the rate of the
 * closing day, all else (what was earned, spent and is deferred) at the rates of the days on which it was posted. The currency
 * conversion account stands at what makes them balance: what rates brought that is not in a result yet.
 */
export function translateBalances(
  turnovers: readonly DayTurnover[],
  books: CurrencyCode,
  rates: RateTable,
  closingDay: string,
): TranslatedBalances {
  const balances = new Map<AccountName, Decimal>();
  const left = new Map<string, Omit<DayTurnover, "day">>();
  for (const { account, currency, day, amount } of ratedTogether(turnovers, closingDay)) {
    if (account === currencyConversion) continue;
    const rate = rateOn(rates, currency, books, day);
    if (rate.ok) {
      const value = currency === books ? amount : convert(amount, rate.value, books);
      balances.set(account, add(balances.get(account) ?? zero, value));
      continue;
    }
    const key = `${account} ${currency}`;
    const before = left.get(key)?.amount ?? zero;
    left.set(key, { account, currency, amount: add(before, amount) });
  }
  const difference = negate(sum([...balances.values()]));
  if (!isZero(difference)) balances.set(currencyConversion, difference);
  return {
    balances: [...balances]
      .map(([account, balance]) => ({ account, balance }))
      .filter(({ balance }) => !isZero(balance))
      .sort((one, other) => compareAccounts(one.account, other.account)),
    untranslated: [...left.values()].filter(({ amount }) => !isZero(amount)),
  };
}

/** The turnovers by the day at whose rate they count; a balance that counts at one rate is rounded once. */
function ratedTogether(
  turnovers: readonly DayTurnover[],
  closingDay: string,
): Iterable<DayTurnover> {
  const sums = new Map<string, DayTurnover>();
  for (const turnover of turnovers) {
    const { account, currency } = turnover;
    const day = monetary.has(namedAccount(account).family) ? closingDay : turnover.day;
    const key = `${account} ${currency} ${day}`;
    const before = sums.get(key)?.amount ?? zero;
    sums.set(key, { account, currency, day, amount: add(before, turnover.amount) });
  }
  return sums.values();
}
