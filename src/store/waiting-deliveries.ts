import type { Pool } from "./connection.ts";
import { withTenant } from "./tenant.ts";
import { listTenants } from "./tenants.ts";

/** Deliveries of webhooks that wait. */
export interface WaitingDeliveries {
  readonly waiting: number;
  /** When the first of them was to be made for the first time, in milliseconds; undefined where none waits. */
  readonly oldestMs: number | undefined;
}

const waitingOfTenant = {
  name: "waiting-webhook-deliveries",
  text: `select count(*) as waiting, (extract(epoch from min(created_at)) * 1000)::bigint as oldest
    from webhook_deliveries where state = 'waiting'`,
};

/** Of all tenants, one after another: each is looked at in its own name. */
export async function waitingDeliveries(pool: Pool): Promise<WaitingDeliveries> {
  let waiting = 0;
  let oldestMs: number | undefined;
  for (const { id } of await listTenants(pool)) {
    const [row] = await withTenant(
      pool,
      id,
      (tx) => tx.rows<{ waiting: number; oldest: number | null }>(waitingOfTenant),
      { readOnly: true },
    );
    waiting += row?.waiting ?? 0;
    const oldest = row?.oldest ?? undefined;
    if (oldest !== undefined) oldestMs = Math.min(oldestMs ?? oldest, oldest);
  }
  return { waiting, oldestMs };
}
