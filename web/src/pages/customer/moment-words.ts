import type { TimelineGroup, TimelineMoment } from "../../api/accounts.ts";
import { dateWords } from "../../parts/contract-words.ts";

/** The parts of an account's life, as a filter names them. */
export const groupNames: Readonly<Record<TimelineGroup, string>> = {
  customer: "Customer",
  subscription: "Subscriptions",
  document: "Documents",
  payment: "Payments",
  credit: "Credits",
  dunning: "Dunning",
};

/** What each kind of moment is called. A kind that a later server has is called by its own name. */
const titles: Readonly<Record<string, string>> = {
  customer: "Customer recorded",
  "vat-check": "VAT number checked",
  contract: "Contract signed",
  "contract-renewal": "Contract renewed",
  "contract-renewal-withdrawal": "Renewal taken back",
  "contract-notice": "Notice given",
  "contract-notice-withdrawal": "Notice withdrawn",
  subscription: "Subscribed",
  licence: "Licence bought",
  sale: "Sale",
  bundle: "Bundle bought",
  amendment: "Project agreed anew",
  "volume-estimate": "Volume estimated",
  milestone: "Milestone reached",
  "tax-decision": "Tax decided",
  "index-value": "Index told",
  change: "Terms changed",
  cancel: "Cancelled",
  pause: "Paused",
  resume: "Resumed",
  reactivate: "Reactivated",
  undo: "Change undone",
  coupon: "Coupon redeemed",
  invoice: "Invoice issued",
  "credit-note": "Credit note issued",
  payment: "Payment received",
  "credit-application": "Credit balance applied",
  refund: "Refunded",
  "payment-reversal": "Payment taken back by the bank",
  reapplication: "Payment assigned anew",
  "write-off": "Written off",
  "write-off-reversal": "Write-off taken back",
  recovery: "Recovered",
  "dispute-opened": "Payment disputed",
  "dispute-won": "Dispute won",
  "dispute-lost": "Dispute lost",
  contest: "Invoice contested",
  "contest-end": "Contest ended",
  "payment-promise": "Payment promised",
  charge: "Charge asked for",
  "charge-failure": "Charge failed",
  "credit-grant": "Credits granted",
  "credit-purchase": "Credits bought",
  "credit-burn": "Credits used",
  "credit-release": "Credits returned",
  "credit-expiry": "Credits expired",
  "credit-void": "Credits taken back",
  "adjust-grant": "Grant corrected",
  "top-up-rule": "Top-up ordered",
  uptime: "Uptime reported",
  "sla-claim": "Service credit claimed",
  remind: "Reminded",
  warn: "Warned",
  suspend: "Access suspended",
  collections: "Handed to collections",
  "next-invoice": "Next invoice",
  "trial-end": "Trial ends",
  "subscription-start": "Subscription starts",
  "subscription-end": "Subscription ends",
  "invoice-due": "Invoice falls due",
  "grant-expiry": "Credits expire",
  "grant-recurrence": "Credits granted again",
  "promise-end": "Promise to pay ends",
  ...dateWords,
};

/** What is to come by a change that was told. */
const comingTitles: Readonly<Record<string, string>> = {
  change: "Terms change",
  cancel: "Cancelled",
  pause: "Paused",
  resume: "Resumes",
  reactivate: "Begins again",
};

/** Steps of dunning to come. */
const stepTitles: Readonly<Record<string, string>> = {
  remind: "Reminder",
  warn: "Warning",
  suspend: "Suspension of access",
  cancel: "Cancellation for non-payment",
  "write-off": "Write-off",
  collections: "Handing to collections",
};

/** What a moment is called in a list. */
export function momentTitle({ kind, group, note }: TimelineMoment, toCome: boolean): string {
  if (kind === "dunning-step") return stepTitles[note ?? ""] ?? "Next step of dunning";
  if (group === "dunning" && kind === "cancel") return "Cancellation for non-payment";
  if (group === "dunning" && kind === "write-off") return "Written off after dunning";
  const coming = toCome ? comingTitles[kind] : undefined;
  return coming ?? titles[kind] ?? kind;
}

/** What a step of dunning is called. */
export const stepTitle = (action: string): string => stepTitles[action] ?? action;

/** Notes that say something besides the title. */
export const momentNote = ({ kind, note }: TimelineMoment): string | null =>
  kind === "dunning-step" ? null : note;
