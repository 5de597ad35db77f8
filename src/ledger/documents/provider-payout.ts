import type { CurrencyCode } from "../../money/currency.ts";
import { subtract } from "../../money/decimal.ts";
import type { Instant } from "../../time/instant.ts";
import { cash, clearing, paymentFees } from "../account-name.ts";
import { type JournalEntry, writeEntry } from "../entry.ts";
import { credit, debit, nonNegativeAmount, postedAmount } from "../posting.ts";

/** What a payment provider transfers to our bank account. */
export interface ProviderPayout {
  readonly kind: "provider-payout";
  readonly id: string;
  readonly provider: string;
  readonly date: Instant;
  readonly currency: CurrencyCode;
  /** What it had collected for us, less refunds; below zero where it took more back. */
  readonly gross: string;
  /** What it keeps of that. */
  readonly fee: string;
}

/** The entry of a payout: it clears what the payments left in clearing. */
export function postProviderPayout(payout: ProviderPayout): JournalEntry {
  const { kind, id, provider, date, currency } = payout;
  const gross = postedAmount(payout.gross, currency);
  const fee = nonNegativeAmount(payout.fee, currency);
  return writeEntry({
    date,
    document: { kind, number: id },
    description: `Payout ${id} of ${provider}`,
    postings: [
      debit(cash, subtract(gross, fee), currency),
      debit(paymentFees(provider), fee, currency),
      credit(clearing(provider), gross, currency),
    ],
  });
}
