import type { Pool } from "./connection.ts";

/** A slice of the requests that somebody may send in a window. */
export interface RequestLease {
  /** None only where none is left. */
  readonly granted: number;
  /** What is left for whoever asks next. */
  readonly remaining: number;
  /** How long the window still is. */
  readonly endsInMs: number;
}

/** An eighth of what is left, and at least one: the last slices are small, so little lies unused where others have none. */
const sliceOf = (left: string): string => `ceil(${left} / 8.0)::integer`;
const left = "least(known.remaining, $2::integer)";

const lease = `
  insert into request_windows as known (who, ends_at, leased, remaining)
    values ($1, statement_timestamp() + $3 * interval '1 millisecond',
      ${sliceOf("$2::integer")}, $2::integer - ${sliceOf("$2::integer")})
  on conflict (who) do update set
    ends_at = case when known.ends_at > statement_timestamp() then known.ends_at else excluded.ends_at end,
    leased = case when known.ends_at > statement_timestamp() then ${sliceOf(left)} else excluded.leased end,
    remaining = case when known.ends_at > statement_timestamp() then ${left} - ${sliceOf(left)} else excluded.remaining end
  returning leased as granted, remaining,
    (extract(epoch from ends_at - statement_timestamp()) * 1000)::double precision as "endsInMs"`;

/**
 * Takes a slice of somebody's requests, of which there are `max` in a window that begins with the first slice. By the database's time,
 * so processes whose clocks differ agree.
 */
export async function leaseRequests(
  pool: Pool,
  { who, max, windowMs }: { readonly who: string; readonly max: number; readonly windowMs: number },
): Promise<RequestLease> {
  const { rows } = await pool.query<RequestLease>(lease, [who, max, windowMs]);
  const [row] = rows;
  if (row === undefined) throw new Error("broken invariant: a lease answers a row");
  return row;
}

/** Deletes windows that are over. */
export async function pruneRequestWindows(pool: Pool): Promise<void> {
  await pool.query("delete from request_windows where ends_at <= statement_timestamp()");
}
