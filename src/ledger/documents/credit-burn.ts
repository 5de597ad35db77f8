import { assert } from "../../fault/fault.ts";
import type { CurrencyCode } from "../../money/currency.ts";
import { type Decimal, negate, sum } from "../../money/decimal.ts";
import type { Instant } from "../../time/instant.ts";
import { customerCredit, prepaidCredits, receivable, revenue } from "../account-name.ts";
import { type JournalEntry, writeEntry } from "../entry.ts";
import { credit, debit, type PostingDraft, positiveAmount } from "../posting.ts";
import { type RevenueTreatment, treatedAs } from "./revenue-treatment.ts";

/** What a burn of credits pays for. */
export interface CreditDraw {
  readonly stream: string;
  /** What the customer paid for the credits that were used; with a bonus, less than they are worth. */
  readonly amount: string;
  /** The line of the invoice that it is of. */
  readonly line?: string;
  /** How the invoice posted that line; needed where free credits make it cheaper. */
  readonly treatment?: RevenueTreatment;
}

interface Drawn {
  readonly id: string;
  readonly grant: string;
  readonly customer: string;
  readonly date: Instant;
  readonly currency: CurrencyCode;
  readonly draws: readonly CreditDraw[];
  readonly against:
    | { readonly funding: "prepaid"; readonly invoice?: string; readonly creditNote?: string }
    | { readonly funding: "free"; readonly invoice: string };
}

/**
 * Credits of a grant that were used.
 *
 * `prepaid` credits against an invoice pay it, for its lines have posted the revenue; against use that is on no invoice
 * they are the revenue. `free` credits (promotional, goodwill, referral, SLA) were never paid for: they lower the
 * price of what is on the invoice, and so its revenue (ASC 606-10-32-25, IFRS 15.70).
 */
export interface CreditBurn extends Drawn {
  readonly kind: "credit-burn";
}

/**
 * Used credits that came back to their grant: what they paid is owed again, what they made cheaper costs as much as before.
 * Prepaid ones that a credit note gives back are taken out of what the note left on the customer's credit balance.
 */
export interface CreditRelease extends Drawn {
  readonly kind: "credit-release";
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

/** The entry of a release of credits: a burn's, backwards. */
export function postCreditRelease(release: CreditRelease): JournalEntry {
  const { kind, id, grant, customer, date } = release;
  return writeEntry({
    date,
    document: { kind, number: id },
    customer,
    description: `Credits of ${grant} returned to ${customer}`,
    postings: burnPostings(release).map((one) => ({ ...one, amount: negate(one.amount) })),
  });
}

function burnPostings({ id, draws, against, currency }: Drawn): readonly PostingDraft[] {
  const total = sum(draws.map(({ amount }) => positiveAmount(amount, currency)));
  const { invoice } = against;
  if (against.funding === "free")
    return [
      ...draws.map(({ stream, line, amount, treatment }) => {
        assert(treatment !== undefined, `${id} says how the line that it lowers was posted`);
        const account = treatedAs(treatment, stream);
        return debit(account, positiveAmount(amount, currency), currency, { invoice, line });
      }),
      credit(receivable, total, currency, { invoice }),
    ];
  return [
    debit(prepaidCredits, total, currency),
    ...(invoice === undefined
      ? draws.map(({ stream, amount }) =>
          credit(revenue(stream), positiveAmount(amount, currency), currency),
        )
      : [settledBy(against, total, currency)]),
  ];
}

const settledBy = (
  { invoice, creditNote }: { readonly invoice?: string; readonly creditNote?: string },
  total: Decimal,
  currency: CurrencyCode,
): PostingDraft =>
  creditNote === undefined
    ? credit(receivable, total, currency, { invoice })
    : credit(customerCredit, total, currency);
