import type { Instant } from "../time/instant.ts";
import type { ChargeTerms } from "./terms.ts";

/** Which events a charge asks for: one customer's, of the charge's meter, in a period, known before a cutoff. */
export interface UsageQuery {
  /** `subscription/charge/period`: the same question always has the same key. */
  readonly key: string;
  readonly customer: string;
  readonly charge: ChargeTerms;
  /** Index of the period asked about, and of the period whose invoice asks. */
  readonly period: number;
  readonly billedWith: number;
  readonly from: Instant;
  readonly to: Instant;
  /** Only events received before this instant count; later ones are late. */
  readonly receivedBefore: Instant;
  /** Whether the period is still open: then nothing of it is late. */
  readonly soFar?: true;
}

/**
 * Usage, folded and ready: how the account sees events without reading them. A live server prefetches the answers,
 * `replay` folds them as the facts stream by, a test writes them down. The partial is the charge fold's own.
 */
export interface UsageView {
  /** Whether anything of the customer came in after its period was billed; where nothing did, nobody asks further. */
  readonly hasLate: (customer: string) => boolean;
  /** The partial of all events that answer the query; undefined where there is none. */
  readonly find: (query: UsageQuery) => unknown;
  /** The same for a period that is already billed; `unchanged` where no event came in since `receivedSince`. */
  readonly findLate: (query: UsageQuery, receivedSince: Instant) => unknown | "unchanged";
  /** Whether an event of the type that the charge's meter reads came in for an open period since an instant. */
  readonly cameSince: (query: UsageQuery, receivedSince: Instant) => boolean;
}

/** No usage at all. */
export const noUsage: UsageView = {
  hasLate: () => false,
  find: () => undefined,
  findLate: () => "unchanged",
  cameSince: () => false,
};
