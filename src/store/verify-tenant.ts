import type { Instant } from "../time/instant.ts";
import type { Tx } from "./tenant.ts";
import { verifyCounters } from "./verify-counters.ts";
import { verifyEvents } from "./verify-events.ts";
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
export async function verifyTenant(tx: Tx, keysSince: Instant): Promise<VerifiedTenant> {
  await tx.run("set local statement_timeout = 0");
  const broken = [
    ...(await verifyInvoices(tx)),
    ...(await verifyEvents(tx, keysSince)),
    ...(await verifyCounters(tx)),
  ];
  const [counts] = await tx.rows<{ invoices: number; events: number }>(
    "select (select count(*) from invoices) as invoices, (select count(*) from events where correction is null) as events",
  );
  return { invoices: counts?.invoices ?? 0, events: counts?.events ?? 0, broken };
}
