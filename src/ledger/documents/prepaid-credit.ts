import type { CurrencyCode } from "../../money/currency.ts";
import { subtract } from "../../money/decimal.ts";
import type { Instant } from "../../time/instant.ts";
import { customerCredit, prepaidCredits, revenue } from "../account-name.ts";
import { type JournalEntry, writeEntry } from "../entry.ts";
import { credit, debit, positiveAmount, postedAmount } from "../posting.ts";
import { moneyAccount } from "./application.ts";
import { type TaxAmount, taxOwed, taxTotal } from "./tax-amount.ts";

/** Credits paid for when they were bought, as an automatic top-up; sold on an invoice, they are a line of it. */
export interface CreditPurchase {
  readonly kind: "credit-purchase";
  readonly id: string;
  readonly customer: string;
  readonly date: Instant;
  readonly currency: CurrencyCode;
  /** With tax. */
  readonly amount: string;
  readonly taxes?: readonly TaxAmount[];
  readonly provider?: string;
}

/** The entry of a purchase of credits: nothing is earned until they are used or expire. */
export function postCreditPurchase(purchase: CreditPurchase): JournalEntry {
  const { kind, id, customer, date, currency, taxes = [], provider } = purchase;
  const amount = positiveAmount(purchase.amount, currency);
  return writeEntry({
    date,
    document: { kind, number: id },
    customer,
    description: `Prepaid credits ${id} of ${customer}`,
    postings: [
      debit(moneyAccount(provider), amount, currency),
      credit(prepaidCredits, subtract(amount, taxTotal(taxes, currency)), currency),
      ...taxOwed(taxes, currency),
    ],
  });
}

/** Prepaid credits that expired unused. */
export interface CreditExpiry {
  readonly kind: "credit-expiry";
  readonly id: string;
  readonly grant: string;
  readonly customer: string;
  readonly date: Instant;
  readonly currency: CurrencyCode;
  readonly amount: string;
  /** Where breakage is reported. */
  readonly stream: string;
}

/**
 * The entry of an expiry: breakage becomes revenue once the right to it is gone (ASC 606-10-55-46 to 55-49, IFRS 15
 * B44 to B47). What a state claims as unclaimed property is no breakage and must not be posted so.
 */
export function postCreditExpiry(expiry: CreditExpiry): JournalEntry {
  const { kind, id, grant, customer, date, currency, stream } = expiry;
  const amount = positiveAmount(expiry.amount, currency);
  return writeEntry({
    date,
    document: { kind, number: id },
    customer,
    description: `Credits of ${grant} expired unused`,
    postings: [debit(prepaidCredits, amount, currency), credit(revenue(stream), amount, currency)],
  });
}

/** Prepaid credits that are expected never to be used, as far as the use of the others has earned them. */
export interface CreditBreakage extends Omit<CreditExpiry, "kind"> {
  readonly kind: "credit-breakage";
}

/**
 * The entry of expected breakage, in proportion to the rights that were exercised (ASC 606-10-55-48, IFRS 15.B46); the other way
 * round where it goes back.
 */
export function postCreditBreakage(breakage: CreditBreakage): JournalEntry {
  const { kind, id, grant, customer, date, currency, stream } = breakage;
  const amount = postedAmount(breakage.amount, currency);
  return writeEntry({
    date,
    document: { kind, number: id },
    customer,
    description: `Expected breakage of credits of ${grant}`,
    postings: [debit(prepaidCredits, amount, currency), credit(revenue(stream), amount, currency)],
  });
}

/** Prepaid credits that were taken back unused. */
export interface CreditVoid {
  readonly kind: "credit-void";
  readonly id: string;
  readonly grant: string;
  readonly customer: string;
  readonly date: Instant;
  readonly currency: CurrencyCode;
  /** What was paid for them, without tax. */
  readonly amount: string;
  readonly reason: string;
}

/**
 * The entry of credits that were taken back: what was paid for them stands on the customer's credit balance, to be
 * refunded or used. Tax on the sale is taken back by a credit note, which names its rate.
 */
export function postCreditVoid(taken: CreditVoid): JournalEntry {
  const { kind, id, grant, customer, date, currency, reason } = taken;
  const amount = positiveAmount(taken.amount, currency);
  return writeEntry({
    date,
    document: { kind, number: id },
    customer,
    description: `Credits of ${grant} taken back: ${reason}`,
    postings: [debit(prepaidCredits, amount, currency), credit(customerCredit, amount, currency)],
  });
}
