import { DAY_MS, formatInstant, type Instant } from "../time/instant.ts";
import type { EventUpkeep } from "./event-store.ts";
import type { Tx } from "./tenant.ts";

/** A month whose events are dropped, and what is kept of it. */
export interface DroppedMonth {
  readonly from: Instant;
  readonly to: Instant;
  /** The dimensions by which each meter is kept apart, by the name of what it counts: see `counterKey`. */
  readonly kept: Readonly<Record<string, readonly string[]>>;
}

/** A month that is rolled up, and whether its events are known to be gone. */
interface RolledMonth extends DroppedMonth {
  readonly isDropped: boolean;
  /** When the last event was received that is in what is kept; null where that was not noted. */
  readonly rolledUpUntil: Instant | null;
}

const columns = `from_at as "from", to_at as "to", kept, dropped_at is not null as "isDropped",
  rolled_up_until as "rolledUpUntil"`;

/** The month of which something is kept already; undefined where nothing is. */
export async function keptMonth(tx: Tx, from: Instant): Promise<RolledMonth | undefined> {
  const [row] = await tx.rows<RolledMonth>(
    `select ${columns} from dropped_months where from_at = $1`,
    [formatInstant(from)],
  );
  return row;
}

/** Says what is kept of a month whose events are about to be dropped. */
export async function saveKeptMonth(
  tx: Tx,
  { from, to, kept }: DroppedMonth,
  rolledUpUntil: Instant,
): Promise<void> {
  await tx.run(
    `insert into dropped_months (from_at, to_at, kept, rolled_up_until) values ($1, $2, $3, $4)
    on conflict (from_at, tenant) do update set kept = excluded.kept, rolled_up_until = excluded.rolled_up_until`,
    [formatInstant(from), formatInstant(to), JSON.stringify(kept), formatInstant(rolledUpUntil)],
  );
}

/** Says that a tenant's events of the month that begins at $1 are gone. */
export const monthDropped = `
  update dropped_months set dropped_at = coalesce(dropped_at, now())
  where from_at = $1 and tenant = current_setting('florin.tenant')`;

/** Marks months of which nobody saw the end of their dropping: none of the events is left that were rolled up. */
export async function finishDropping(
  tx: Tx,
  stored: Pick<EventUpkeep, "newestReceipt">,
): Promise<void> {
  const rows = await tx.rows<RolledMonth>(
    `select ${columns} from dropped_months where dropped_at is null order by from_at`,
  );
  for (const month of rows)
    if (await isGone(tx, stored, month)) await tx.run(monthDropped, [formatInstant(month.from)]);
}

/** Whether none of the events is left that the month was rolled up from; what came in since says nothing of them. */
const isGone = async (
  tx: Tx,
  { newestReceipt }: Pick<EventUpkeep, "newestReceipt">,
  { from, to, rolledUpUntil }: RolledMonth,
): Promise<boolean> => (await newestReceipt(tx, from, to, rolledUpUntil ?? undefined)) === 0;

/** All time of which something can be kept. */
export const allMonths = { from: -DAY_MS, to: Date.UTC(9999, 0) } as const;

/**
 * The months that a time touches whose events are dropped, in order. One whose dropping nobody saw the end of counts where
 * none of the events is left that it was rolled up from.
 */
export async function droppedMonths(
  tx: Tx,
  stored: Pick<EventUpkeep, "newestReceipt">,
  { from, to }: Pick<DroppedMonth, "from" | "to">,
): Promise<readonly DroppedMonth[]> {
  const rows = await tx.rows<RolledMonth>(
    `select ${columns} from dropped_months where from_at < $2 and to_at > $1 order by from_at`,
    [formatInstant(from), formatInstant(to)],
  );
  const dropped: DroppedMonth[] = [];
  for (const month of rows)
    if (month.isDropped || (await isGone(tx, stored, month))) dropped.push(month);
  return dropped;
}
