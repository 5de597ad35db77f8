import type { Instant } from "../time/instant.ts";
import type { CustomerFact, LicenceFact, SaleFact, SubscriptionFact } from "./fact.ts";

/** A purchase as the account keeps it: what was bought, of which model version, known since when. */
interface Purchased<Fact> {
  readonly fact: Fact;
  /** `id@version`: the prices the customer bought, until a migration says otherwise. */
  readonly model: string;
  /** When the purchase became known; nothing is issued before. UTC. */
  readonly knownSince: Instant;
}

/** What a closed usage period was billed, so that a late event is charged as the difference. */
export interface BilledPeriod {
  readonly index: number;
  readonly events: number;
  /** Events received before this instant are in it. */
  readonly seenUntil: Instant;
  /** Minor-unit text, before and after discounts. */
  readonly gross: string;
  readonly net: string;
}

/** A subscription and how far it has been billed. */
export interface SubscriptionState extends Purchased<SubscriptionFact> {
  /** Index of the next recurring period to bill. */
  readonly nextRecurring: number;
  /** Index of the next usage period to bill, by charge. */
  readonly nextUsage: Readonly<Record<string, number>>;
  /** Usage periods that late events may still change, oldest first, by charge. */
  readonly billed: Readonly<Record<string, readonly BilledPeriod[]>>;
}

/** A licence, whether its fee is billed, and the anniversary whose maintenance comes next. */
export interface LicenceState extends Purchased<LicenceFact> {
  readonly feeBilled: boolean;
  readonly nextMaintenance: number;
}

/** A one-off, until it is billed. */
export interface SaleState extends Purchased<SaleFact> {
  readonly billed: boolean;
}

/**
 * A customer's whole billing state: one value, plain JSON, the unit of consistency, locking and simulation.
 * It changes only through `step`.
 */
export interface Account {
  readonly customer: CustomerFact;
  readonly subscriptions: readonly SubscriptionState[];
  readonly licences: readonly LicenceState[];
  readonly sales: readonly SaleState[];
  /** Invoices issued so far; the next invoice's id counts on. */
  readonly issued: number;
  /** When the last invoice was issued; the next one is never issued earlier. */
  readonly lastIssued: Instant | null;
}

/** A new account with nothing bought. */
export const openAccount = (customer: CustomerFact): Account => ({
  customer,
  subscriptions: [],
  licences: [],
  sales: [],
  issued: 0,
  lastIssued: null,
});
