import type { Instant } from "../time/instant.ts";
import type { ReadReceipt } from "./event-append.ts";

/** Says when usage events are received. It must not run backwards for any tenant. */
export interface ReceiptClock {
  readonly now: (tenant: string) => Instant;
  /** Whether a tenant has a time of its own, as a sandbox has; all others share one. */
  readonly isOwn: (tenant: string) => boolean;
}

/** Stamps a tenant's events with the time at which they come in, but none before what is settled. */
export const receiptOf =
  (clock: ReceiptClock, tenant: string): ReadReceipt =>
  (settledUntil) => {
    const now = Math.max(clock.now(tenant), settledUntil);
    return () => now;
  };

/**
 * How far a settlement of a tenant goes that looks up to an instant: no further than time has come, however far ahead somebody
 * looks. 0 of a tenant with a time of its own, whose settlement says nothing to the others (see `read-settled-until`).
 */
export const settlesUntil = (clock: ReceiptClock, tenant: string, now: Instant): Instant =>
  clock.isOwn(tenant) ? 0 : Math.min(now, clock.now(tenant));
