import type { JournalHead } from "../ledger/journal.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import type { Tx } from "./tenant.ts";

/** A month that is closed. */
export interface CloseRecord {
  /** `2026-01`. */
  readonly month: string;
  readonly beginsAt: Instant;
  /** The first moment after it; nothing is posted before. */
  readonly endsAt: Instant;
  /** The IANA zone whose calendar the books are kept by. */
  readonly zone: string;
  readonly closedAt: Instant;
  /** Where the journal ended when the month had been closed. */
  readonly head: JournalHead;
  /** What was found and recognised, as JSON. */
  readonly report: string;
}

interface CloseRow extends Omit<CloseRecord, "head"> {
  readonly position: string;
  readonly hash: string;
}

const columns = `month, begins_at as "beginsAt", ends_at as "endsAt", zone, closed_at as "closedAt",
  position, hash, report`;

const closeOf = ({ position, hash, ...row }: CloseRow): CloseRecord => ({
  ...row,
  head: { position: Number(position), hash },
});

/** The last closed month; undefined where none is. */
export async function lastClose(tx: Tx): Promise<CloseRecord | undefined> {
  const [row] = await tx.rows<CloseRow>({
    name: "last-close",
    text: `select ${columns} from closes order by month desc limit 1`,
  });
  return row === undefined ? undefined : closeOf(row);
}

/** A closed month; undefined where it is not closed. */
export async function closeOfMonth(tx: Tx, month: string): Promise<CloseRecord | undefined> {
  const [row] = await tx.rows<CloseRow>(`select ${columns} from closes where month = $1`, [month]);
  return row === undefined ? undefined : closeOf(row);
}

/** Closed months from one to another, both included, in their order. */
export const closesBetween = async (
  tx: Tx,
  from: string,
  to: string,
): Promise<readonly CloseRecord[]> =>
  (
    await tx.rows<CloseRow>(
      `select ${columns} from closes where month between $1 and $2 order by month`,
      [from, to],
    )
  ).map(closeOf);

/** Closed months before one, the latest first, at most `limit`; from the last one where `before` is absent. */
export const latestCloses = async (
  tx: Tx,
  before: string | undefined,
  limit: number,
): Promise<readonly CloseRecord[]> =>
  (
    await tx.rows<CloseRow>(
      `select ${columns} from closes where $1::text is null or month < $1
      order by month desc limit $2`,
      [before ?? null, limit],
    )
  ).map(closeOf);

/** Closes a month, for good. */
export async function addClose(tx: Tx, close: CloseRecord): Promise<void> {
  await tx.run(
    `insert into closes (month, begins_at, ends_at, zone, closed_at, position, hash, report)
    values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      close.month,
      formatInstant(close.beginsAt),
      formatInstant(close.endsAt),
      close.zone,
      formatInstant(close.closedAt),
      close.head.position,
      close.head.hash,
      close.report,
    ],
  );
}

/** Months that were closed in a time of the books' clock, in their order. */
export const closesEndedBetween = async (
  tx: Tx,
  from: Instant,
  to: Instant,
): Promise<readonly CloseRecord[]> =>
  (
    await tx.rows<CloseRow>(
      `select ${columns} from closes where closed_at >= $1 and closed_at < $2 order by month`,
      [formatInstant(from), formatInstant(to)],
    )
  ).map(closeOf);
