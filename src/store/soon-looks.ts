import { formatInstant, type Instant } from "../time/instant.ts";
import type { Tx } from "./tenant.ts";

/** Up to when accounts were looked at for what they come to soon; undefined where they never were. UTC. */
export async function soonLookedUntil(tx: Tx): Promise<Instant | undefined> {
  const [row] = await tx.rows<{ until: Instant }>(
    "select looked_until as until from webhook_soon_looks",
  );
  return row?.until;
}

/** Notes how far accounts were looked at for what they come to soon. */
export async function noteSoonLook(tx: Tx, until: Instant): Promise<void> {
  await tx.run(
    `insert into webhook_soon_looks (looked_until) values ($1)
     on conflict (tenant) do update set looked_until = excluded.looked_until`,
    [formatInstant(until)],
  );
}

/** Who pays for subscriptions whose free days end after one instant and by another, by id. */
export async function trialsEndingBetween(
  tx: Tx,
  after: Instant,
  until: Instant,
): Promise<readonly string[]> {
  const rows = await tx.rows<{ customer: string }>(
    `select distinct coalesce(c.payer, c.id) as customer
     from subscription_phases p join customers c on c.id = p.customer
     where p.trial_until > $1 and p.trial_until <= $2
     order by customer`,
    [formatInstant(after), formatInstant(until)],
  );
  return rows.map(({ customer }) => customer);
}
