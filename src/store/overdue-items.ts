import { formatInstant, type Instant } from "../time/instant.ts";
import type { Tx } from "./tenant.ts";

/** Up to when invoices were looked at for being overdue; undefined where they never were. UTC. */
export async function overdueLookedUntil(tx: Tx): Promise<Instant | undefined> {
  const [row] = await tx.rows<{ until: Instant }>(
    "select overdue_until as until from webhook_looks",
  );
  return row?.until;
}

/** Notes how far invoices were looked at for being overdue. */
export async function noteOverdueLook(tx: Tx, until: Instant): Promise<void> {
  await tx.run(
    `insert into webhook_looks (overdue_until) values ($1)
     on conflict (tenant) do update set overdue_until = excluded.overdue_until`,
    [formatInstant(until)],
  );
}

/** Whose invoices are due after one instant and by another, and not paid. */
export async function customersDueBetween(
  tx: Tx,
  after: Instant,
  until: Instant,
): Promise<readonly string[]> {
  const rows = await tx.rows<{ customer: string }>(
    `select distinct customer from open_items where open > 0 and due_at > $1 and due_at <= $2
     order by customer`,
    [formatInstant(after), formatInstant(until)],
  );
  return rows.map(({ customer }) => customer);
}
