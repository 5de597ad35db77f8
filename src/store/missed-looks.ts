import { formatInstant, type Instant } from "../time/instant.ts";
import type { Tx } from "./tenant.ts";

/** What customers are looked at for: alerts of use, overdue invoices, and what comes soon. */
export type LookKind = "alerts" | "overdue" | "soon";

/** A customer whom a look failed at. */
export interface MissedLook {
  readonly customer: string;
  /** Up to when it had been looked at before. */
  readonly since: Instant;
  /** Whether it is tried again by now; until then it waits. */
  readonly isDue: boolean;
}

/** Who was missed and is tried again by an instant, and who of these waits. On the tenant's clock. */
export const missedLooks = (
  tx: Tx,
  look: LookKind,
  customers: readonly string[],
  now: Instant,
): Promise<readonly MissedLook[]> =>
  tx.rows<MissedLook>(
    `select customer, since, retry_at <= $3 as "isDue" from missed_looks
     where look = $1 and (retry_at <= $3 or customer = any ($2)) order by customer`,
    [look, customers, formatInstant(now)],
  );

/**
 * Notes that a look failed at a customer. It is tried again a minute later, then after two, four and so on, at most an hour later. Up to
 * when it had been looked at stays as it was first noted.
 */
export async function noteMissedLook(
  tx: Tx,
  look: LookKind,
  { customer, since }: Pick<MissedLook, "customer" | "since">,
  now: Instant,
): Promise<void> {
  await tx.run(
    `insert into missed_looks (look, customer, since, tries, retry_at)
     values ($1, $2, $3, 1, $4::timestamptz + interval '1 minute')
     on conflict (tenant, look, customer) do update set
       tries = missed_looks.tries + 1,
       retry_at = $4::timestamptz
         + least(power(2, least(missed_looks.tries, 6)), 60) * interval '1 minute'`,
    [look, customer, formatInstant(since), formatInstant(now)],
  );
}

/** Notes that these were looked at. */
export async function forgetMissedLooks(
  tx: Tx,
  look: LookKind,
  customers: readonly string[],
): Promise<void> {
  await tx.run("delete from missed_looks where look = $1 and customer = any ($2)", [
    look,
    customers,
  ]);
}
