import type { Sla } from "../model/sla.ts";
import type { CurrencyCode } from "../money/currency.ts";
import type { Money } from "../money/money.ts";
import type { Rounding } from "../money/rounding.ts";
import type { Instant } from "../time/instant.ts";
import type { CreditOfModel } from "./model-grant.ts";
import type { UptimeReport } from "./uptime.ts";

/** What was billed for the measured period, one line of an invoice. */
export interface SlaFee {
  readonly invoice: string;
  /** The line's id. */
  readonly id: string;
  readonly stream: string;
  readonly kind: "recurring" | "usage" | "one-off";
  /** Net of discounts, without tax; the part for the measured period. */
  readonly amount: string;
}

/** What one invoice line got back. */
export interface SlaCreditLine {
  readonly invoice: string;
  readonly id: string;
  readonly stream: string;
  readonly amount: string;
}

/** What a customer was given for one period before. */
export interface GivenSlaCredit {
  /** When the measured period began. */
  readonly periodStart: Instant;
  readonly amount: string;
  /** How a credit note divided it; absent for credits into a book. */
  readonly lines?: readonly SlaCreditLine[];
}

/** The most that a contract gives back of the periods that begin in a stretch of it, half-open. */
export interface ContractLimit {
  readonly maximum: Money;
  readonly from: Instant;
  readonly to: Instant;
}

/** Everything that decides what a breach gives back to one customer for one period. */
export interface SlaClaim {
  /** The promise, by its id in the model. */
  readonly id: string;
  readonly sla: Sla;
  readonly report: UptimeReport;
  readonly currency: CurrencyCode;
  /** IANA zone of the customer, whose months and years the limits are of. */
  readonly timeZone: string;
  readonly fees: readonly SlaFee[];
  /** What this customer was given under this promise before, for this period and for others. */
  readonly given: readonly GivenSlaCredit[];
  /** A limit of the contract that it was bought under, for periods of its own; absent for none. */
  readonly contractLimit?: ContractLimit;
  /** When the customer asked for it. */
  readonly claimedAt?: Instant;
  readonly at: Instant;
  readonly rounding?: Rounding;
  /** The book that the promise names, where it pays in credits. */
  readonly book?: CreditOfModel;
  /** How long credits of a book that covers what was served stay open for its invoice, in ms. Default 0. */
  readonly graceMs?: number;
}
