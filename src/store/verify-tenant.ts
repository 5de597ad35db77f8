import type { Instant } from "../time/instant.ts";
import type { EventStore } from "./event-store.ts";
import type { Tx } from "./tenant.ts";
import { verifyCounters } from "./verify-counters.ts";
import { type BrokenInvariant, verifyInvoices } from "./verify-invoices.ts";

/** What was looked at of one tenant, and what must hold of it and does not. */
export interface VerifiedTenant {
  readonly invoices: number;
  readonly events: number;
  readonly broken: readonly BrokenInvariant[];
}

/**
 * Looks at everything that is stored of the transaction's tenant. It reads whole tables, so it may take longer than a
 * request may; in a read-only transaction all of it is one snapshot.
 *
 * @param keysSince since when identities are kept; those of older events may have been pruned
 */
export async function verifyTenant(
  tx: Tx,
  events: Pick<EventStore, "countEvents" | "upkeep">,
  keysSince: Instant,
): Promise<VerifiedTenant> {
  await tx.run("set local statement_timeout = 0");
  const ofEvents = await events.upkeep.verify(tx, keysSince);
  const broken = [
    ...(await verifyInvoices(tx)),
    ...ofEvents,
    ...(await verifyCounters(tx, events.upkeep)),
  ];
  const [counts] = await tx.rows<{ invoices: number }>("select count(*) as invoices from invoices");
  return { invoices: counts?.invoices ?? 0, events: await events.countEvents(tx.tenant), broken };
}
