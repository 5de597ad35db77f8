import type { CurrencyCode } from "../../money/currency.ts";
import type { Instant } from "../../time/instant.ts";
import { partnerPayable, partnerShareCost, revenue } from "../account-name.ts";
import { type JournalEntry, writeEntry } from "../entry.ts";
import { credit, debit, positiveAmount, postedAmount } from "../posting.ts";
import { moneyAccount } from "./application.ts";

/** What a partner has earned of our sales. A share that we earn of a partner's is an invoice to the partner. */
export interface PartnerShare {
  readonly kind: "partner-share";
  readonly id: string;
  readonly partner: string;
  readonly date: Instant;
  readonly currency: CurrencyCode;
  /** Below zero where a refund takes a share back. */
  readonly amount: string;
  /**
   * `lowers-revenue` where we sell as the partner's agent and only our part is ours, `cost` where we are the principal
   * (ASC 606-10-55-36 to 55-40, IFRS 15 B34 to B38).
   */
  readonly treatment:
    | { readonly kind: "lowers-revenue"; readonly stream: string }
    | { readonly kind: "cost" };
  /** What it was worked out of, for whoever reads the books. */
  readonly about?: string;
}

/** The entry of a partner's share. */
export function postPartnerShare(share: PartnerShare): JournalEntry {
  const { kind, id, partner, date, currency, treatment, about } = share;
  const amount = postedAmount(share.amount, currency);
  const borne = treatment.kind === "cost" ? partnerShareCost(partner) : revenue(treatment.stream);
  return writeEntry({
    date,
    document: { kind, number: id },
    description: about === undefined ? `Share ${id} of ${partner}` : about,
    postings: [debit(borne, amount, currency), credit(partnerPayable(partner), amount, currency)],
  });
}

/** Money paid to a partner. */
export interface PartnerPayout {
  readonly kind: "partner-payout";
  readonly id: string;
  readonly partner: string;
  readonly date: Instant;
  readonly currency: CurrencyCode;
  readonly amount: string;
  readonly provider?: string;
}

/** The entry of a payout to a partner. */
export function postPartnerPayout(payout: PartnerPayout): JournalEntry {
  const { kind, id, partner, date, currency, provider } = payout;
  const amount = positiveAmount(payout.amount, currency);
  return writeEntry({
    date,
    document: { kind, number: id },
    description: `Payout ${id} to ${partner}`,
    postings: [
      debit(partnerPayable(partner), amount, currency),
      credit(moneyAccount(provider), amount, currency),
    ],
  });
}
