import { type CurrencyCode, minorUnits } from "../money/currency.ts";
import {
  absolute,
  add,
  type Decimal,
  type DecimalText,
  decimalOf,
  formatFixed,
  isNegative,
  isPositive,
  negate,
  zero,
} from "../money/decimal.ts";
import type { Instant } from "../time/instant.ts";
import { type AccountName, compareAccounts } from "./account-name.ts";
import type { JournalEntry } from "./entry.ts";

/** What happened on one account in one currency. Amounts with all digits of the minor unit. */
export interface TrialBalanceRow {
  readonly account: AccountName;
  readonly currency: CurrencyCode;
  /** Everything that was debited and credited, neither below zero. */
  readonly debits: DecimalText;
  readonly credits: DecimalText;
  /** Debits less credits: below zero for a credit balance. */
  readonly balance: DecimalText;
}

/** The balances of one currency on both sides; equal, since every entry balances. */
export interface TrialBalanceTotal {
  readonly currency: CurrencyCode;
  readonly debitBalances: DecimalText;
  readonly creditBalances: DecimalText;
}

/** The accounts that were posted to, in the order of the statements, then by currency. */
export interface TrialBalance {
  readonly rows: readonly TrialBalanceRow[];
  readonly totals: readonly TrialBalanceTotal[];
}

/** Entries of the books that are dated before a moment; all of them without one. */
export function* entriesBefore(
  entries: Iterable<JournalEntry>,
  to: Instant | undefined,
): Generator<JournalEntry> {
  for (const entry of entries) if (to === undefined || entry.date < to) yield entry;
}

/** The trial balance of the entries dated before `to`: as at the last day of January, give the first of February. */
export function trialBalance(entries: Iterable<JournalEntry>, to?: Instant): TrialBalance {
  const turnovers = new Map<string, Turnover>();
  for (const entry of entriesBefore(entries, to)) {
    for (const { account, currency, amount } of entry.postings) {
      const key = `${account} ${currency}`;
      const turnover = turnovers.get(key) ?? { account, currency, debits: zero, credits: zero };
      turnovers.set(key, turned(turnover, decimalOf(amount)));
    }
  }
  return trialBalanceOf([...turnovers.values()]);
}

/** The trial balance of turnovers, one for each account and currency. */
export function trialBalanceOf(turnovers: readonly Turnover[]): TrialBalance {
  const sorted = turnovers.toSorted(
    (left, right) =>
      compareAccounts(left.account, right.account) || (left.currency < right.currency ? -1 : 1),
  );
  return { rows: sorted.map(rowOf), totals: totalsOf(sorted) };
}

/** What was debited and credited on an account in one currency, neither below zero. */
export interface Turnover {
  readonly account: AccountName;
  readonly currency: CurrencyCode;
  readonly debits: Decimal;
  readonly credits: Decimal;
}

const turned = (turnover: Turnover, amount: Decimal): Turnover =>
  isNegative(amount)
    ? { ...turnover, credits: add(turnover.credits, negate(amount)) }
    : { ...turnover, debits: add(turnover.debits, amount) };

const balanceOf = ({ debits, credits }: Turnover): Decimal => add(debits, negate(credits));

function rowOf(turnover: Turnover): TrialBalanceRow {
  const { account, currency, debits, credits } = turnover;
  const digits = minorUnits(currency);
  return {
    account,
    currency,
    debits: formatFixed(debits, digits),
    credits: formatFixed(credits, digits),
    balance: formatFixed(balanceOf(turnover), digits),
  };
}

function totalsOf(turnovers: readonly Turnover[]): readonly TrialBalanceTotal[] {
  const currencies = [...new Set(turnovers.map(({ currency }) => currency))].toSorted();
  return currencies.map((currency) => {
    let debits = zero;
    let credits = zero;
    for (const turnover of turnovers) {
      if (turnover.currency !== currency) continue;
      const balance = balanceOf(turnover);
      if (isPositive(balance)) debits = add(debits, balance);
      else credits = add(credits, absolute(balance));
    }
    const digits = minorUnits(currency);
    return {
      currency,
      debitBalances: formatFixed(debits, digits),
      creditBalances: formatFixed(credits, digits),
    };
  });
}
