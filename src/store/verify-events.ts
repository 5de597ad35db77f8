import { formatInstant, type Instant } from "../time/instant.ts";
import { verifyEventsSql } from "./sql/verify-events.ts";
import type { Tx } from "./tenant.ts";
import type { BrokenInvariant } from "./verify-invoices.ts";

/**
 * Checks that the tenant's stored events and identities are one to one; an empty list means that they are. Reads all of
 * them, so it is for `verify` and for tests, not for a request.
 *
 * @param keysSince since when identities are kept; those of older events may have been pruned
 */
export const verifyEvents = (tx: Tx, keysSince: Instant): Promise<readonly BrokenInvariant[]> =>
  tx.rows<{ subject: string; broken: string }>(verifyEventsSql, [formatInstant(keysSince)]);
