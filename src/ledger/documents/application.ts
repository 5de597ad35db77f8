import { assert } from "../../fault/fault.ts";
import type { CurrencyCode } from "../../money/currency.ts";
import { type Decimal, isNegative, subtract, sum } from "../../money/decimal.ts";
import { type AccountName, cash, clearing, customerCredit, receivable } from "../account-name.ts";
import { credit, debit, type PostingDraft, positiveAmount } from "../posting.ts";

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

/** Where money stands that a provider moved, or, without one, that went over our bank account. */
export const moneyAccount = (provider: string | undefined): AccountName =>
  provider === undefined ? cash : clearing(provider);
