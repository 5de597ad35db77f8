import type { JournalEntry } from "../entry.ts";
import { type CreditApplication, postCreditApplication } from "./credit-application.ts";
import { type CreditNote, postCreditNote } from "./credit-note.ts";
import { type CurrencyRevaluation, postCurrencyRevaluation } from "./currency-revaluation.ts";
import { type CurrencySettlement, postCurrencySettlement } from "./currency-settlement.ts";
import {
  type DisputeLost,
  type DisputeOpened,
  type DisputeWon,
  postDisputeLost,
  postDisputeOpened,
  postDisputeWon,
} from "./dispute.ts";
import { type InvoiceToPost, postInvoice } from "./invoice.ts";
import {
  type PartnerPayout,
  type PartnerShare,
  postPartnerPayout,
  postPartnerShare,
} from "./partner-share.ts";
import { type Payment, postPayment } from "./payment.ts";
import {
  type CreditBurn,
  type CreditExpiry,
  type CreditPurchase,
  postCreditBurn,
  postCreditExpiry,
  postCreditPurchase,
} from "./prepaid-credit.ts";
import { type ProviderPayout, postProviderPayout } from "./provider-payout.ts";
import { postRecognition, type RevenueRecognition } from "./recognition.ts";
import { postRefund, type Refund } from "./refund.ts";
import { postRecovery, postWriteOff, type Recovery, type WriteOff } from "./write-off.ts";

/** Everything that moves the books, by its `kind`. */
export type LedgerDocument =
  | InvoiceToPost
  | CreditNote
  | Payment
  | Refund
  | CreditApplication
  | WriteOff
  | Recovery
  | CreditPurchase
  | CreditBurn
  | CreditExpiry
  | DisputeOpened
  | DisputeWon
  | DisputeLost
  | ProviderPayout
  | PartnerShare
  | PartnerPayout
  | CurrencySettlement
  | CurrencyRevaluation
  | RevenueRecognition;

/** How a document of a kind is posted. */
type Posters = {
  readonly [K in LedgerDocument["kind"]]: (
    document: Extract<LedgerDocument, { kind: K }>,
  ) => JournalEntry;
};

/** The kinds of documents there are: a new one is a file, a line above and a line here. */
const posters: Posters = {
  invoice: postInvoice,
  "credit-note": postCreditNote,
  payment: postPayment,
  refund: postRefund,
  "credit-application": postCreditApplication,
  "write-off": postWriteOff,
  recovery: postRecovery,
  "credit-purchase": postCreditPurchase,
  "credit-burn": postCreditBurn,
  "credit-expiry": postCreditExpiry,
  "dispute-opened": postDisputeOpened,
  "dispute-won": postDisputeWon,
  "dispute-lost": postDisputeLost,
  "provider-payout": postProviderPayout,
  "partner-share": postPartnerShare,
  "partner-payout": postPartnerPayout,
  "currency-settlement": postCurrencySettlement,
  "currency-revaluation": postCurrencyRevaluation,
  recognition: postRecognition,
};

/** The one entry of a document: balanced in each currency, or a bug. */
export function postDocument(document: LedgerDocument): JournalEntry {
  // The record's type pairs each kind with its own document; indexing by a union loses the pairing.
  const post = posters[document.kind] as (one: LedgerDocument) => JournalEntry;
  return post(document);
}
