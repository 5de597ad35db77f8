import type { CurrencyCode } from "../../money/currency.ts";
import { decimalOf, subtract, sum } from "../../money/decimal.ts";
import type { Instant } from "../../time/instant.ts";
import { cash, clearing, currencyConversion, paymentFees } from "../account-name.ts";
import { type JournalEntry, writeEntry } from "../entry.ts";
import { credit, debit, postedAmount } from "../posting.ts";

/** What a payment provider transfers to our bank account. */
export interface ProviderPayout {
  readonly kind: "provider-payout";
  readonly id: string;
  readonly provider: string;
  readonly date: Instant;
  readonly currency: CurrencyCode;
  /** What it had collected for us, less refunds and disputes; below zero where it took more back. */
  readonly gross: string;
  /** What it keeps of that; below zero where it gives fees back. */
  readonly fee: string;
  /** What of `gross` stood in clearing in other currencies, and what that became. */
  readonly exchanged?: readonly {
    readonly currency: CurrencyCode;
    readonly amount: string;
    readonly became: string;
  }[];
}

/** A transfer that the bank sent back: it stands with the provider again. */
export interface ProviderPayoutFailed {
  readonly kind: "provider-payout-failed";
  readonly id: string;
  readonly provider: string;
  readonly date: Instant;
  readonly currency: CurrencyCode;
  /** What had reached the bank. */
  readonly net: string;
}

/** The entry of a payout: it clears what payments, refunds and disputes left in clearing, each in its own currency. */
export function postProviderPayout(payout: ProviderPayout): JournalEntry {
  const { kind, id, provider, date, currency, exchanged = [] } = payout;
  const gross = postedAmount(payout.gross, currency);
  const fee = postedAmount(payout.fee, currency);
  const became = sum(exchanged.map((one) => decimalOf(one.became)));
  return writeEntry({
    date,
    document: { kind, number: id },
    description: `Payout ${id} of ${provider}`,
    postings: [
      debit(cash, subtract(gross, fee), currency),
      debit(paymentFees(provider), fee, currency),
      credit(clearing(provider), subtract(gross, became), currency),
      ...exchanged.flatMap((one) => [
        credit(clearing(provider), postedAmount(one.amount, one.currency), one.currency),
        debit(currencyConversion, postedAmount(one.amount, one.currency), one.currency),
        credit(currencyConversion, postedAmount(one.became, currency), currency),
      ]),
    ],
  });
}

/** The entry of a payout that came back: a later one pays it out again. */
export function postProviderPayoutFailed(failed: ProviderPayoutFailed): JournalEntry {
  const { kind, id, provider, date, currency } = failed;
  const net = postedAmount(failed.net, currency);
  return writeEntry({
    date,
    document: { kind, number: id },
    description: `Payout ${id} of ${provider} sent back`,
    postings: [debit(clearing(provider), net, currency), credit(cash, net, currency)],
  });
}
