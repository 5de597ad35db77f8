import type { GivenSlaCredit, SlaFee } from "../credit/sla-claim.ts";
import type { UptimeReport } from "../credit/uptime.ts";
import { DAY_MS, type Instant } from "../time/instant.ts";
import type { BilledTax } from "./line.ts";

/** A line of an invoice that was billed for time under a promise of service. */
export interface PromisedFee {
  /** The promise, by its id, and the `id@version` whose terms of it hold. */
  readonly sla: string;
  readonly model: string;
  readonly invoice: string;
  readonly line: string;
  readonly description: string;
  readonly kind: SlaFee["kind"];
  readonly stream: string;
  readonly subscription?: string;
  readonly plan?: string;
  readonly addon?: string;
  /** The contract that it was bought under; absent for none. */
  readonly contract?: string;
  /** What it was billed for and has not given back, half-open. UTC. */
  readonly from: Instant;
  readonly to: Instant;
  /** Net of discounts, in the terms of the price: with tax where prices include it. Less what unserved time gave back. */
  readonly amount: string;
  /** The same as it was billed. */
  readonly billed: string;
  /** How it was taxed; null where no tax rule held. */
  readonly tax: BilledTax | null;
}

/** A customer's claim of the credit for a period. */
export interface ServiceClaim {
  readonly sla: string;
  readonly periodStart: Instant;
  /** When the customer asked. UTC. */
  readonly at: Instant;
}

/** What was given for a period, and why so much. */
export interface GivenServiceCredit extends GivenSlaCredit {
  readonly sla: string;
  /** The contract whose purchases it was given of; absent for none. */
  readonly contract?: string;
  readonly report: string;
  readonly at: Instant;
  readonly explanation: readonly string[];
}

/** A part of a line's fee that a credit note is to give back. */
export interface ServiceCredit {
  readonly id: string;
  readonly fee: PromisedFee;
  /** Above zero. */
  readonly amount: string;
  /** The period that was measured, half-open. UTC. */
  readonly period: { readonly from: Instant; readonly to: Instant };
  readonly explanation: readonly string[];
  /** `id@version` whose terms hold. */
  readonly model: string;
  readonly knownSince: Instant;
}

/** What an account remembers of the promises that its plans make. Plain JSON; whatever is older than 13 months is forgotten. */
export interface Promises {
  readonly fees: readonly PromisedFee[];
  /** As they were told, so that a later one corrects an earlier one. */
  readonly reports: readonly UptimeReport[];
  readonly claims: readonly ServiceClaim[];
  readonly given: readonly GivenServiceCredit[];
  /** Credits that are not on a credit note yet, oldest first. */
  readonly owed: readonly ServiceCredit[];
  /** When the credits of measured periods are worked out next; null where nothing is waited for. UTC. */
  readonly lookAt: Instant | null;
}

/** Nothing remembered yet. */
export const noPromises: Promises = {
  fees: [],
  reports: [],
  claims: [],
  given: [],
  owed: [],
  lookAt: null,
};

/** How long fees, measurements and claims can still lead to a credit; given ones count for the limit of their year. */
const remembered = 400 * DAY_MS;
const rememberedGiven = 800 * DAY_MS;

/** Without what is too old to matter at a moment. */
export const withoutOld = (promises: Promises, at: Instant): Promises => ({
  ...promises,
  fees: promises.fees.filter(({ to }) => to > at - remembered),
  reports: promises.reports.filter(({ period }) => period.to > at - remembered),
  claims: promises.claims.filter(({ periodStart }) => periodStart > at - remembered),
  given: promises.given.filter(({ periodStart }) => periodStart > at - rememberedGiven),
});
