import { assert } from "../../fault/fault.ts";
import type { CurrencyCode } from "../../money/currency.ts";
import { type Decimal, isNegative, negate, subtract, sum } from "../../money/decimal.ts";
import {
  type AccountName,
  cash,
  clearing,
  currencyConversion,
  customerCredit,
  receivable,
} from "../account-name.ts";
import { credit, debit, nonNegativeAmount, type PostingDraft, positiveAmount } from "../posting.ts";

/** The part of an amount that settles, or reopens, one invoice. */
export interface Application {
  /** The invoice's number. */
  readonly invoice: string;
  readonly amount: string;
}

/**
 * An amount that comes in for a customer: it settles the invoices it is applied to, and the rest stands on the
 * customer's credit balance. More applied than there is, is a bug.
 */
export const settleInvoices = (
  amount: Decimal,
  currency: CurrencyCode,
  applications: readonly Application[],
): PostingDraft[] => [
  ...applications.map((one) =>
    credit(receivable, positiveAmount(one.amount, currency), currency, { invoice: one.invoice }),
  ),
  credit(customerCredit, unapplied(amount, currency, applications), currency),
];

/** The same backwards: an amount that goes back to a customer reopens invoices, and the rest is taken off its credit. */
export const reopenInvoices = (
  amount: Decimal,
  currency: CurrencyCode,
  applications: readonly Application[],
): PostingDraft[] => [
  ...applications.map((one) =>
    debit(receivable, positiveAmount(one.amount, currency), currency, { invoice: one.invoice }),
  ),
  debit(customerCredit, unapplied(amount, currency, applications), currency),
];

function unapplied(
  amount: Decimal,
  currency: CurrencyCode,
  applications: readonly Application[],
): Decimal {
  const applied = sum(applications.map((one) => positiveAmount(one.amount, currency)));
  const rest = subtract(amount, applied);
  assert(!isNegative(rest), "no more is applied to invoices than there is");
  return rest;
}

/** Money in another currency than the document's. */
export interface ForeignMoney {
  readonly currency: CurrencyCode;
  readonly amount: string;
}

/** What moves between an account of money and the rest of a document. */
export interface MovedMoney {
  readonly account: AccountName;
  readonly amount: Decimal;
  readonly currency: CurrencyCode;
  /** What moved there, where that was in another currency. */
  readonly money: ForeignMoney | undefined;
}

/** Money that came onto an account; each currency balances by itself, through the currency conversion account. */
export const moneyCame = ({ account, amount, currency, money }: MovedMoney): PostingDraft[] => {
  if (money === undefined) return [debit(account, amount, currency)];
  // A share of a cent may be nothing in a currency of larger units.
  const came = nonNegativeAmount(money.amount, money.currency);
  return [
    debit(account, came, money.currency),
    credit(currencyConversion, came, money.currency),
    debit(currencyConversion, amount, currency),
  ];
};

/** The same backwards: money that left an account. */
export const moneyWent = (moved: MovedMoney): PostingDraft[] =>
  moneyCame(moved)
    .map((posting) => ({ ...posting, amount: negate(posting.amount) }))
    .toReversed();

/** The money of a document in words, where it is exchanged: `, 110.00 USD for 100.00 EUR`. */
export const exchangedWords = (
  amount: string,
  currency: CurrencyCode,
  money: ForeignMoney | undefined,
): string =>
  money === undefined ? "" : `, ${money.amount} ${money.currency} for ${amount} ${currency}`;

/** Where money stands that a provider moved, or, without one, that went over our bank account. */
export const moneyAccount = (provider: string | undefined): AccountName =>
  provider === undefined ? cash : clearing(provider);
