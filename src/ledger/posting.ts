import { assert, expectOk } from "../fault/fault.ts";
import { type CurrencyCode, requireMinorUnit } from "../money/currency.ts";
import {
  type Decimal,
  type DecimalText,
  decimalOf,
  isNegative,
  isPositive,
  negate,
} from "../money/decimal.ts";
import type { AccountName } from "./account-name.ts";

/** One amount on one account. */
export interface Posting {
  readonly account: AccountName;
  readonly currency: CurrencyCode;
  /** Debits are positive, credits negative; all digits of the minor unit, never zero. */
  readonly amount: DecimalText;
  /** The number of the invoice that the posting opens, settles or reopens; always there on the receivable. */
  readonly invoice?: string | undefined;
  /** The line of the document that the amount is of. */
  readonly line?: string | undefined;
}

/** What a posting says beside account and amount. */
export type PostingReference = Pick<Posting, "invoice" | "line">;

/** A posting before it is written down: its amount is a number and may be zero. */
export interface PostingDraft extends PostingReference {
  readonly account: AccountName;
  readonly currency: CurrencyCode;
  readonly amount: Decimal;
}

/** Adds to a debit account, takes from a credit account; the other way round where the amount is negative. */
export const debit = (
  account: AccountName,
  amount: Decimal,
  currency: CurrencyCode,
  reference: PostingReference = {},
): PostingDraft => ({ account, currency, amount, ...reference });

/** Adds to a credit account, takes from a debit account; the other way round where the amount is negative. */
export const credit = (
  account: AccountName,
  amount: Decimal,
  currency: CurrencyCode,
  reference: PostingReference = {},
): PostingDraft => ({ account, currency, amount: negate(amount), ...reference });

/** An amount that a document states, in whole minor units; anything else is a bug of who made the document. */
export const postedAmount = (text: string, currency: CurrencyCode): Decimal =>
  expectOk(requireMinorUnit(decimalOf(text), currency));

/** A {@link postedAmount} above zero. */
export function positiveAmount(text: string, currency: CurrencyCode): Decimal {
  const amount = postedAmount(text, currency);
  assert(isPositive(amount), `an amount of ${text} ${currency} is above zero`);
  return amount;
}

/** A {@link postedAmount} of zero or more. */
export function nonNegativeAmount(text: string, currency: CurrencyCode): Decimal {
  const amount = postedAmount(text, currency);
  assert(!isNegative(amount), `an amount of ${text} ${currency} is not negative`);
  return amount;
}

/** A posting's amount in two columns, neither below zero; the other one is empty. */
export function sides({ amount }: { readonly amount: string }): {
  readonly debit: string;
  readonly credit: string;
} {
  return amount.startsWith("-")
    ? { debit: "", credit: amount.slice(1) }
    : { debit: amount, credit: "" };
}
