import type { CurrencyCode } from "../../money/currency.ts";
import { subtract, sum } from "../../money/decimal.ts";
import type { Instant } from "../../time/instant.ts";
import { prepaidCredits, receivable, revenue } from "../account-name.ts";
import { type JournalEntry, writeEntry } from "../entry.ts";
import { credit, debit, type PostingDraft, positiveAmount } from "../posting.ts";
import { moneyAccount } from "./application.ts";
import { type RevenueTreatment, treatedAs } from "./revenue-treatment.ts";
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

/** What a burn of credits pays for. */
export interface CreditDraw {
  readonly stream: string;
  /** What the customer paid for the credits that were used; with a bonus, less than they are worth. */
  readonly amount: string;
}

/**
 * Credits of a grant that were used.
 *
 * `prepaid` credits against an invoice pay it, for its lines have posted the revenue; against use that is on no invoice
 * they are the revenue. `free` credits (promotional, goodwill, referral, SLA) were never paid for: they lower the
 * price of what is on the invoice, and so its revenue (ASC 606-10-32-25, IFRS 15.70).
 */
export interface CreditBurn {
  readonly kind: "credit-burn";
  readonly id: string;
  readonly grant: string;
  readonly customer: string;
  readonly date: Instant;
  readonly currency: CurrencyCode;
  readonly draws: readonly CreditDraw[];
  readonly against:
    | { readonly funding: "prepaid"; readonly invoice?: string }
    | {
        readonly funding: "free";
        readonly invoice: string;
        /** How the invoice posted the lines that become cheaper. */
        readonly treatment: RevenueTreatment;
      };
}

/** The entry of a burn of credits. */
export function postCreditBurn(burn: CreditBurn): JournalEntry {
  const { kind, id, grant, customer, date } = burn;
  return writeEntry({
    date,
    document: { kind, number: id },
    customer,
    description: `Credits of ${grant} used by ${customer}`,
    postings: burnPostings(burn),
  });
}

function burnPostings({ draws, against, currency }: CreditBurn): readonly PostingDraft[] {
  const total = sum(draws.map(({ amount }) => positiveAmount(amount, currency)));
  const { invoice } = against;
  if (against.funding === "free")
    return [
      ...draws.map(({ stream, amount }) =>
        debit(treatedAs(against.treatment, stream), positiveAmount(amount, currency), currency),
      ),
      credit(receivable, total, currency, { invoice }),
    ];
  return [
    debit(prepaidCredits, total, currency),
    ...(invoice === undefined
      ? draws.map(({ stream, amount }) =>
          credit(revenue(stream), positiveAmount(amount, currency), currency),
        )
      : [credit(receivable, total, currency, { invoice })]),
  ];
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
