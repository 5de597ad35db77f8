import type { CouponDuration } from "../model/coupon.ts";
import type { Milestone } from "../model/offer.ts";
import type { Money } from "../money/money.ts";
import type { OrderedDiscount } from "../pricing/discount.ts";
import type { Receivables } from "../receivable/receivables.ts";
import type { TaxDecision } from "../tax/tax-decision.ts";
import type { VatCheck } from "../tax/vat-check.ts";
import type { Instant } from "../time/instant.ts";
import type { AccountCredits } from "./account-credits.ts";
import type { ChangeFact, CouponFact } from "./change-fact.ts";
import type { ContractTold } from "./contracts/contract-fact.ts";
import type { ContractState, UnderContract } from "./contracts/contract-state.ts";
import type { LeavingCharge } from "./contracts/leaving-charge.ts";
import type { AccountNotes } from "./credited.ts";
import type { CustomerFact, LicenceFact, SaleFact, SubscriptionFact } from "./fact.ts";
import type { LineDiscount } from "./invoice.ts";
import type { BilledTax } from "./line.ts";
import type { ModificationRule } from "./modification-rule.ts";
import type { AwaitedInvoice } from "./owed.ts";
import type { Child } from "./payer.ts";
import type { Promises } from "./promises.ts";

/** A purchase as the account keeps it: what was bought, of which model version, known since when. */
interface Purchased<Fact> {
  readonly fact: Fact;
  /** The contract that it was bought under; absent where there is none. */
  readonly under?: UnderContract;
  /** `id@version`: the prices the customer bought, until a migration says otherwise. */
  readonly model: string;
  /** When the purchase became known; nothing is issued before. UTC. */
  readonly knownSince: Instant;
}

/** What a closed usage period was billed, so that a late event is charged as the difference. */
export interface BilledPeriod extends PeriodDiscounts {
  readonly index: number;
  readonly events: number;
  /** Events received before this instant are in it. */
  readonly seenUntil: Instant;
  /** Minor-unit text, before and after discounts. */
  readonly gross: string;
  readonly net: string;
  /** Where the period is still open, as use reached a threshold: by how many documents it was billed, and what came off. */
  readonly soFar?: {
    readonly documents: number;
    readonly discounts: readonly LineDiscount[];
  };
}

/** Discounts of a billed period that its terms alone do not tell. */
export interface PeriodDiscounts {
  readonly shared?: SharedDiscounts;
  /** What coupons took something off its line; absent for none. */
  readonly coupons?: readonly OrderedDiscount[];
}

/**
 * What discounts of an amount came to on one line, of those that come off a document once: minor-unit text by discount.
 * Absent where the line's terms have none.
 */
export type SharedDiscounts = Readonly<Record<string, string>>;

/** A recurring period that was billed in advance, so that what is not served of it can go back. */
export interface PaidPeriod extends PeriodDiscounts {
  readonly index: number;
  /** The ids of the invoices that it is on: more than one where a change that had cut it was undone. */
  readonly invoices: readonly string[];
  /** Of the last of them; absent where no tax rule held. */
  readonly tax?: BilledTax;
  /** First instant that is not paid for. UTC. */
  readonly paidTo: Instant;
  /** Minor-unit text, before and after discounts, of what is served by now. */
  readonly gross: string;
  readonly net: string;
}

/** When and how a phase ends. */
export interface PhaseEnd {
  /** First local day that is no longer served; null while it goes on. */
  readonly end: string | null;
  readonly cutSince: Instant | null;
  readonly refundsUnused: boolean;
}

/**
 * A stretch of a subscription on unchanged terms, and how far it has been billed. A change of terms ends one and begins the
 * next; a pause leaves a gap between two.
 */
export interface PhaseState {
  /** What its lines and usage are named by: the subscription's id, `~2` and so on behind it from the second phase on. */
  readonly key: string;
  /** The terms, as a purchase that begins and ends with the phase; `trialDays` are the free days that it has left. */
  readonly fact: SubscriptionFact;
  /** `id@version`: the prices that hold in it. */
  readonly model: string;
  /** The contract that beats them; absent where there is none. */
  readonly under?: UnderContract;
  /** When its terms became known; nothing of it is issued before. UTC. */
  readonly knownSince: Instant;
  /** When its end became known, where a change cut it; null while nothing did. UTC. */
  readonly cutSince: Instant | null;
  /** The day whose anniversaries its periods keep, where that is not its own start. */
  readonly anchor: string | null;
  /** Whether what was paid in advance for time beyond its end goes back. */
  readonly refundsUnused: boolean;
  /** Index of the next recurring period to bill. */
  readonly nextRecurring: number;
  /** Recurring periods that a change may still cut, oldest first. */
  readonly paid: readonly PaidPeriod[];
  /** Index of the next usage period to bill, by charge. */
  readonly nextUsage: Readonly<Record<string, number>>;
  /** Usage periods that late events may still change, oldest first, by charge. */
  readonly billed: Readonly<Record<string, readonly BilledPeriod[]>>;
}

/** Who made a change that nobody told: the subscription that an add-on goes with, a ramp that was bought, or a contract
 * that was renewed. */
export type ChangeOrigin =
  | { readonly kind: "parent"; readonly change: string }
  | { readonly kind: "ramp" }
  | { readonly kind: "contract"; readonly contract: string };

/** A change that was made or is to come, as it was told. */
export interface RecordedChange {
  readonly fact: Exclude<ChangeFact, CouponFact>;
  readonly knownSince: Instant;
  /** First local day on which it holds. */
  readonly day: string;
  /** Whether it was undone before that day. */
  readonly undone: boolean;
  /** Absent where it was told. */
  readonly by?: ChangeOrigin;
  /** The id of the cancellation that left no room for it; it comes back where that is undone. */
  readonly droppedBy?: string;
  /** How the phase ended that it cut, to go back to. */
  readonly before: PhaseEnd;
  /** What the contract asks for leaving before its term is over; absent where it asks nothing. */
  readonly leaving?: LeavingCharge;
  /** Whether the fee for leaving early is billed; null where none is owed. */
  readonly feeBilled: boolean | null;
}

/** A coupon as it was redeemed; what it is worth stays so. */
export interface RedeemedCoupon {
  /** The id of the fact that redeemed it. */
  readonly id: string;
  /** Its id in the model. */
  readonly coupon: string;
  readonly code: string;
  readonly knownSince: Instant;
  /** First local day on which it is taken off. */
  readonly from: string;
  /** With its code. */
  readonly discount: OrderedDiscount;
  readonly duration: CouponDuration;
  /** Invoices that it took something off. */
  readonly uses: number;
  /** The time whose prices it was taken off, oldest first of each part; time that adjoins is one. */
  readonly taken: readonly CouponTime[];
}

/** Service time whose price had a coupon taken off. */
export interface CouponTime {
  /** The key of its phase. */
  readonly phase: string;
  /** The charge it was taken off; absent for the plan's own price. */
  readonly charge?: string;
  /** Half-open, UTC. */
  readonly from: Instant;
  readonly to: Instant;
}

/** A subscription: its phases in the order of time, and the changes that made them. */
export interface SubscriptionState {
  /** As it was bought. */
  readonly fact: SubscriptionFact;
  readonly phases: readonly PhaseState[];
  readonly changes: readonly RecordedChange[];
  /** Oldest first; absent before the first. */
  readonly coupons?: readonly RedeemedCoupon[];
}

/** A licence, whether its fee is billed, and the anniversary whose maintenance comes next. */
export interface LicenceState extends Purchased<LicenceFact> {
  readonly feeBilled: boolean;
  readonly nextMaintenance: number;
}

/** A milestone of a sale that was reached. */
export interface ReachedMilestone {
  /** The id of the fact that told it. */
  readonly id: string;
  /** Which of the offer's, from 1. */
  readonly place: number;
  /** The local day on which it was reached. */
  readonly day: string;
  readonly knownSince: Instant;
  /** Whether it is invoiced or, where the whole was before, booked as delivered. */
  readonly billed: boolean;
  /** The id of its own invoice; absent until it has one, and where the whole was invoiced before. */
  readonly invoice?: string;
}

/** What of a milestone's worth is earned with those before it, or billed with them. Minor-unit text. */
export interface AmendedPart {
  /** Of the milestone, from 1. */
  readonly place: number;
  /** The line that it is set apart of. */
  readonly invoice: string;
  readonly line: string;
  readonly stream: string;
  readonly amount: string;
  /** The local day on which it was earned; absent while it is not. */
  readonly earned?: string;
}

/** Other terms of a sale by its milestones. */
export interface SaleAmendment {
  readonly id: string;
  /** The local day on which it was agreed. */
  readonly day: string;
  readonly knownSince: Instant;
  /** What the whole comes to, net, minor-unit text. */
  readonly price: string;
  /** All milestones with their shares as they are measured since. */
  readonly milestones: readonly Milestone[];
  /** The places of those that were reached before. */
  readonly reached: readonly number[];
  readonly rule: ModificationRule;
  /** What its catch-up set apart; absent until what was reached before is billed. */
  readonly parts?: readonly AmendedPart[];
}

/** A one-off, until it is billed. */
export interface SaleState extends Purchased<SaleFact> {
  /** Of what is billed by its milestones: never as a whole. */
  readonly billed: boolean;
  /** In the order of the milestones; absent while none was reached. */
  readonly reached?: readonly ReachedMilestone[];
  /** Oldest first; absent while its terms are as it was sold. */
  readonly amendments?: readonly SaleAmendment[];
  /** Of what a bundle sells again each period: the index of the next one; absent before the first. */
  readonly next?: number;
  /** The id of the document that it is on, where milestones of it are delivered later. */
  readonly invoice?: string;
  /** What credit notes took back of that document: delivered with what they are about. Absent for none. */
  readonly credited?: readonly CreditedMilestone[];
}

/** A line of a credit note about a milestone that was invoiced before it was reached. */
export interface CreditedMilestone {
  /** The credit note, by its id. */
  readonly invoice: string;
  readonly line: string;
  /** Which of the offer's milestones, from 1. */
  readonly place: number;
  /** Whether it is booked as delivered. */
  readonly delivered: boolean;
}

/** Which change was told, and when. */
export interface ToldChange {
  readonly at: Instant;
  readonly kind: ChangeFact["fact"] | ContractTold["fact"];
  readonly id: string;
}

/** A fee for late payment, until it is billed. */
export interface FeeState {
  readonly id: string;
  readonly amount: Money;
  /** The step of the dunning policy that it is of. */
  readonly afterDueDays: number;
  /** Ids of the invoices that were paid late. */
  readonly invoices: readonly string[];
  /** `id@version` whose policy it is of. */
  readonly model: string;
  /** UTC. */
  readonly knownSince: Instant;
}

/**
 * A customer's whole billing state: one value, plain JSON, the unit of consistency, locking and simulation.
 * It changes only through `step`.
 */
export interface Account {
  readonly customer: CustomerFact;
  /** Customers that it pays for, by id; each purchase says for whom it is. */
  readonly children: readonly Child[];
  /** What a register said last of the customer's VAT number; null while none was asked. */
  readonly vatCheck: VatCheck | null;
  /** What a tax engine decided about the customer as it is now, oldest first; null while nothing was told. */
  readonly taxDecisions: readonly TaxDecision[] | null;
  /** When any of these was told last, after the customer itself; null while only that was. UTC. */
  readonly amendedAt: Instant | null;
  readonly subscriptions: readonly SubscriptionState[];
  readonly licences: readonly LicenceState[];
  readonly sales: readonly SaleState[];
  /** Signed contracts, by id; null while there are none. */
  readonly contracts: readonly ContractState[] | null;
  /** The change it was told last, an undone one and an undoing among them; null before the first. */
  readonly lastChange: ToldChange | null;
  /** Invoices issued so far; the next invoice's id counts on. */
  readonly issued: number;
  /** When the last invoice was issued, or nothing was found to issue; the next one is never issued earlier. */
  readonly lastIssued: Instant | null;
  /** Since when it is known what invoices lacked that were due before; none is issued earlier. Null where none lacked anything. UTC. */
  readonly resumedAt: Instant | null;
  /** Up to when unbilled use was looked at last; null before the first look. UTC. */
  readonly usageCheckedAt: Instant | null;
  /** Invoices of which nothing has been told since they were issued; empty once there are receivables. */
  readonly awaited: readonly AwaitedInvoice[];
  /** What is owed and paid, by the ids of the invoices; null until money first moves. */
  readonly receivables: Receivables | null;
  /** Grants, what was burned of them, and credits that are sold; null until there are any. */
  readonly credits: AccountCredits | null;
  /** Credit notes, and what went back of which invoice; null while nothing did. */
  readonly notes: AccountNotes | null;
  /** What was billed under promises of service, and how service was; null until there is any. */
  readonly promises: Promises | null;
  /** Fees of dunning that are not billed yet, oldest first. */
  readonly fees: readonly FeeState[];
  /** When it was last told about money; nothing of it happens earlier. UTC. */
  readonly moneyToldAt: Instant | null;
  /** Movements of its money so far. */
  readonly moved: number;
  /** Notices given so far; the next one's id counts on. */
  readonly noticed: number;
  /** Since when access is suspended because invoices are not paid; null while it is not. Billing goes on. UTC. */
  readonly suspendedSince: Instant | null;
}

/** A new account with nothing bought. */
export const openAccount = (customer: CustomerFact): Account => ({
  customer,
  children: [],
  vatCheck: null,
  taxDecisions: null,
  amendedAt: null,
  subscriptions: [],
  licences: [],
  sales: [],
  contracts: null,
  lastChange: null,
  issued: 0,
  lastIssued: null,
  resumedAt: null,
  usageCheckedAt: null,
  awaited: [],
  receivables: null,
  credits: null,
  notes: null,
  promises: null,
  fees: [],
  moneyToldAt: null,
  moved: 0,
  noticed: 0,
  suspendedSince: null,
});
