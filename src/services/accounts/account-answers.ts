import { contractDateKinds } from "../../account/contracts/contract-dates.ts";
import type { ContractView } from "../../account/contracts/contract-view.ts";
import type { AccountFact } from "../../account/fact.ts";
import type { Invoice } from "../../account/invoice.ts";
import type { AccountMovement } from "../../account/step.ts";
import type { DunningAction } from "../../model/dunning.ts";
import type { CurrencyCode } from "../../money/currency.ts";
import type { ItemStatus } from "../../receivable/receivables.ts";
import type { DisputeListRequest } from "../../store/disputes.ts";
import type { NoticeListRequest } from "../../store/dunning-notices.ts";
import type { Instant } from "../../time/instant.ts";
import type { Page, PageRequest } from "../reports.ts";
import type { DisputeAnswer } from "./disputes-report.ts";
import type { MilestoneAnswer, MilestoneListRequest } from "./milestones-report.ts";

/** What the moments in the life of an account belong to. */
export const timelineGroups = [
  "customer",
  "subscription",
  "document",
  "payment",
  "credit",
  "dunning",
] as const;

/** One of them. */
export type TimelineGroup = (typeof timelineGroups)[number];

/** What comes by itself, if nobody tells the account anything else. */
export const toComeKinds = [
  "next-invoice",
  "trial-end",
  "subscription-start",
  "subscription-end",
  "invoice-due",
  "dunning-step",
  "grant-expiry",
  "grant-recurrence",
  "promise-end",
  ...contractDateKinds,
] as const;

/** One kind of it. */
export type ToComeKind = (typeof toComeKinds)[number];

/** One thing that happened to an account, or will. Amounts have all digits of the minor unit. */
export interface TimelineMoment {
  readonly id: string;
  /** RFC 3339, UTC: of the past, when it became known or was issued; of what is to come, when it will. */
  readonly at: string;
  readonly group: TimelineGroup;
  /** A kind of fact, of document, of movement; the action of a notice; or what is to come. */
  readonly kind:
    | AccountFact["fact"]
    | AccountMovement["kind"]
    | "invoice"
    | DunningAction
    | ToComeKind;
  /** First local day on which a change or a purchase holds, where that is another than the day of `at`. */
  readonly on: string | null;
  /** The subscription, licence, sale, contract or grant that it is about. */
  readonly about: string | null;
  /** What that is called: a plan, an offer, a coupon, credits. */
  readonly name: string | null;
  readonly invoice: { readonly id: string; readonly number: string } | null;
  readonly amount: string | null;
  readonly currency: string | null;
  /** In the words of whoever told it: a reason, a method, a letter. */
  readonly note: string | null;
}

/** Which moments to list; days are UTC, both included. */
export interface TimelineQuery extends PageRequest {
  readonly group?: TimelineGroup;
  readonly from?: Instant;
  readonly to?: Instant;
}

/** A page of what happened, the latest first, and everything that is to come, the next first. */
export interface Timeline extends Page<TimelineMoment> {
  readonly toCome: readonly TimelineMoment[];
}

/** A step of the dunning policy, and when it was or will be taken. */
export interface DunningStepAnswer {
  readonly action: DunningAction;
  readonly afterDueDays: number;
  readonly at: string;
}

/** What is owed on an invoice. */
export interface OpenItemAnswer {
  readonly id: string;
  readonly number: string;
  readonly issuedAt: string;
  readonly dueAt: string;
  readonly total: string;
  readonly open: string;
  readonly status: ItemStatus;
  /** Local days past the due day; 0 where it is not due or nothing is open. */
  readonly daysOverdue: number;
  /** The last step that was taken; null before the first. */
  readonly stage: DunningStepAnswer | null;
  /** The next one, as far as one can tell now. */
  readonly next: DunningStepAnswer | null;
  /** Last local day of a promise to pay. */
  readonly promisedUntil: string | null;
}

/** A payment, and what became of it. */
export interface PaymentAnswer {
  readonly id: string;
  readonly at: string;
  readonly amount: string;
  readonly method: string;
  readonly provider: string | null;
  readonly appliedTo: readonly {
    readonly id: string;
    readonly number: string;
    readonly amount: string;
  }[];
  /** On the customer's credit balance. */
  readonly unapplied: string;
  /** Given back, taken back by the bank, or lost in a dispute. */
  readonly returned: string;
  /** In a dispute that is not over. */
  readonly disputed: string;
}

/** What a customer owes and has paid. Closed invoices and used-up payments are remembered for two years. */
export interface CustomerReceivables {
  /** Whose account it is: the payer's, where another pays for the customer that was asked about. */
  readonly customer: string;
  readonly currency: CurrencyCode | null;
  readonly owed: string;
  readonly overdue: string;
  /** Money of the customer's that pays nothing yet. */
  readonly balance: string;
  readonly suspendedSince: string | null;
  /** Those on which something is owed, due first in front; then the others, the latest first. */
  readonly items: readonly OpenItemAnswer[];
  /** The latest first. */
  readonly payments: readonly PaymentAnswer[];
  /** Steps of dunning that were taken, the latest first. */
  readonly notices: readonly NoticeAnswer[];
}

/** A step of dunning that was taken. */
export interface NoticeAnswer {
  readonly id: string;
  readonly at: string;
  readonly action: DunningAction;
  readonly afterDueDays: number;
  readonly template: string | null;
  readonly fee: string | null;
  readonly total: string;
  /** Their numbers. */
  readonly invoices: readonly string[];
}

/** The same among those of all customers. */
export interface CustomerNotice extends NoticeAnswer {
  readonly customer: string;
}

/** A step of the policy, and who stands on it. */
export interface DunningStage {
  readonly afterDueDays: number;
  readonly action: DunningAction;
  readonly template: string | null;
  readonly fee: string | null;
  /** Accounts whose furthest invoice has come to this step and no further. */
  readonly accounts: number;
  /** What is overdue on them. */
  readonly overdue: string;
}

/** An account that is being dunned. */
export interface DunnedAccount {
  readonly customer: string;
  readonly name: string;
  readonly currency: CurrencyCode;
  readonly owed: string;
  readonly overdue: string;
  readonly oldestDueAt: string;
  readonly daysOverdue: number;
  readonly stage: DunningStepAnswer;
  readonly next: DunningStepAnswer | null;
  readonly suspendedSince: string | null;
  readonly parked: boolean;
}

/** Everybody who is being dunned, by step; of the accounts a page, those that are overdue for longest in front. */
export interface DunningAnswer extends Page<DunnedAccount> {
  readonly currency: CurrencyCode | null;
  readonly accounts: number;
  readonly overdue: string;
  /** Accounts that are without access. */
  readonly suspended: number;
  /** In the order of the policy; none where the model has no policy. */
  readonly stages: readonly DunningStage[];
}

/** Which of the accounts that are being dunned to list. */
export interface DunningListRequest extends PageRequest {
  /** Those that stand on the step of this many days. */
  readonly afterDueDays?: number;
  /** Only those without access, or only those with it. */
  readonly suspended?: boolean;
}

/** A customer who has credits. */
export interface CreditHolder {
  readonly customer: string;
  readonly name: string;
  readonly currency: CurrencyCode;
  readonly balance: string;
  /** What was paid for it: the liability. */
  readonly paid: string;
  /** What expires next, and when; null where nothing does. */
  readonly nextExpiry: {
    readonly at: string;
    readonly amount: string;
    readonly grant: string;
    readonly name: string;
  } | null;
}

/** What all customers have in credits; of those who have some a page, those whose credits expire first in front, then by balance. */
export interface CreditHoldings extends Page<CreditHolder> {
  readonly currency: CurrencyCode | null;
  readonly holders: number;
  /** What may be spent. */
  readonly balance: string;
  /** What was paid for it: what the books owe. */
  readonly paid: string;
  /** What was given: it lowers the price of invoices. */
  readonly given: string;
  /** What expires until `until` if it is not used. */
  readonly expiring: string;
  readonly until: string;
  /** What was used and what expired so far. */
  readonly used: string;
  readonly expired: string;
}

/** How far ahead expiries count, in days, and which page of those who have credits. */
export interface CreditHoldingsRequest extends PageRequest {
  readonly days: number;
}

/** What an account will issue by itself. */
export interface Upcoming {
  readonly at: string;
  readonly until: string;
  /** As drafts: usage counts as it is known now. */
  readonly documents: readonly Invoice[];
}

/** How a contract stands. */
export const contractStatuses = ["scheduled", "running", "ended"] as const;

/** Which contracts to list. */
export interface ContractListRequest extends PageRequest {
  readonly customer?: string;
  /** All but those that have ended, where absent. */
  readonly status?: (typeof contractStatuses)[number];
  /** Those whose last term so far ends before this local day. */
  readonly endsBefore?: string;
  /** Those on which notice can still be given, last on a day before this local one. */
  readonly noticeBefore?: string;
}

/** A contract as it is listed: with the name of whose it is. */
export interface ContractAnswer extends ContractView {
  readonly customerName: string;
}

/** The pages of an account, and those of all accounts that dunning and credits are about. */
export interface AccountReports {
  readonly timeline: (
    tenant: string,
    customer: string,
    query: TimelineQuery,
  ) => Promise<Timeline | undefined>;
  readonly receivables: (
    tenant: string,
    customer: string,
  ) => Promise<CustomerReceivables | undefined>;
  readonly dunning: (tenant: string, request: DunningListRequest) => Promise<DunningAnswer>;
  readonly dunningNotices: (
    tenant: string,
    request: NoticeListRequest,
  ) => Promise<Page<CustomerNotice>>;
  readonly creditHoldings: (
    tenant: string,
    request: CreditHoldingsRequest,
  ) => Promise<CreditHoldings>;
  readonly contracts: (
    tenant: string,
    request: ContractListRequest,
  ) => Promise<Page<ContractAnswer>>;
  readonly contract: (tenant: string, id: string) => Promise<ContractAnswer | undefined>;
  readonly customerContracts: (
    tenant: string,
    customer: string,
  ) => Promise<readonly ContractAnswer[] | undefined>;
  readonly milestones: (
    tenant: string,
    request: MilestoneListRequest,
  ) => Promise<Page<MilestoneAnswer>>;
  readonly disputes: (tenant: string, request: DisputeListRequest) => Promise<Page<DisputeAnswer>>;
}
