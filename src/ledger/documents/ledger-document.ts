import type { JournalEntry } from "../entry.ts";
import {
  type CreditApplication,
  type CreditNoteApplication,
  postCreditApplication,
  postCreditNoteApplication,
  postReapplication,
  type Reapplication,
} from "./credit-application.ts";
import {
  type CreditBurn,
  type CreditRelease,
  postCreditBurn,
  postCreditRelease,
} from "./credit-burn.ts";
import { type CreditNote, postCreditNote } from "./credit-note.ts";
import { type CurrencyRevaluation, postCurrencyRevaluation } from "./currency-revaluation.ts";
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
  type CreditBreakage,
  type CreditExpiry,
  type CreditPurchase,
  type CreditVoid,
  postCreditBreakage,
  postCreditExpiry,
  postCreditPurchase,
  postCreditVoid,
} from "./prepaid-credit.ts";
import {
  type ProviderPayout,
  type ProviderPayoutFailed,
  postProviderPayout,
  postProviderPayoutFailed,
} from "./provider-payout.ts";
import { postRecognition, type RevenueRecognition } from "./recognition.ts";
import {
  type PaymentReversal,
  postPaymentReversal,
  postRefund,
  postRefundReturned,
  type Refund,
  type RefundReturned,
} from "./refund.ts";
import {
  postRecovery,
  postWriteOff,
  postWriteOffReversal,
  type Recovery,
  type WriteOff,
  type WriteOffReversal,
} from "./write-off.ts";

/** Everything that moves the books, by its `kind`. */
export type LedgerDocument =
  | InvoiceToPost
  | CreditNote
  | Payment
  | PaymentReversal
  | Refund
  | RefundReturned
  | CreditApplication
  | CreditNoteApplication
  | Reapplication
  | WriteOff
  | WriteOffReversal
  | Recovery
  | CreditPurchase
  | CreditBurn
  | CreditRelease
  | CreditBreakage
  | CreditExpiry
  | CreditVoid
  | DisputeOpened
  | DisputeWon
  | DisputeLost
  | ProviderPayout
  | ProviderPayoutFailed
  | PartnerShare
  | PartnerPayout
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
  "payment-reversal": postPaymentReversal,
  refund: postRefund,
  "refund-returned": postRefundReturned,
  "credit-application": postCreditApplication,
  "credit-note-application": postCreditNoteApplication,
  reapplication: postReapplication,
  "write-off": postWriteOff,
  "write-off-reversal": postWriteOffReversal,
  recovery: postRecovery,
  "credit-purchase": postCreditPurchase,
  "credit-burn": postCreditBurn,
  "credit-release": postCreditRelease,
  "credit-breakage": postCreditBreakage,
  "credit-expiry": postCreditExpiry,
  "credit-void": postCreditVoid,
  "dispute-opened": postDisputeOpened,
  "dispute-won": postDisputeWon,
  "dispute-lost": postDisputeLost,
  "provider-payout": postProviderPayout,
  "provider-payout-failed": postProviderPayoutFailed,
  "partner-share": postPartnerShare,
  "partner-payout": postPartnerPayout,
  "currency-revaluation": postCurrencyRevaluation,
  recognition: postRecognition,
};

/** The one entry of a document: balanced in each currency, or a bug. */
export function postDocument(document: LedgerDocument): JournalEntry {
  // The record's type pairs each kind with its own document; indexing by a union loses the pairing.
  const post = posters[document.kind] as (one: LedgerDocument) => JournalEntry;
  return post(document);
}
