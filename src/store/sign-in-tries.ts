import { formatInstant, type Instant } from "../time/instant.ts";
import type { Pool } from "./connection.ts";

/** Whose tries are counted, by a text that tells of nobody, and how many are let through in a window. */
export interface CountedTries {
  readonly who: string;
  readonly max: number;
  readonly windowMs: number;
}

/** Counts a try before it is made, for all processes at once; answers false where there were too many, and then counts none. */
export async function beginTry(
  pool: Pool,
  { who, max, windowMs }: CountedTries,
  now: Instant,
): Promise<boolean> {
  const { rowCount } = await pool.query(
    `insert into sign_in_tries (who, tries, last_at) values ($1, array[$2::timestamptz], $2)
      on conflict (who) do update set last_at = $2,
        tries = array(select t from unnest(sign_in_tries.tries) as t where t > $3 order by t) || $2::timestamptz
      where (select count(*) from unnest(sign_in_tries.tries) as t where t > $3) < $4`,
    [who, formatInstant(now), formatInstant(now - windowMs), max],
  );
  return rowCount === 1;
}

/** Forgets all tries for somebody. */
export async function forgetTries(pool: Pool, who: string): Promise<void> {
  await pool.query("delete from sign_in_tries where who = $1", [who]);
}

/** Takes the last try back, as one that led somewhere. */
export async function giveBackTry(pool: Pool, who: string): Promise<void> {
  await pool.query(
    "update sign_in_tries set tries = trim_array(tries, 1) where who = $1 and cardinality(tries) > 0",
    [who],
  );
}

/** Deletes what counts no more. */
export async function pruneTries(pool: Pool, before: Instant): Promise<void> {
  await pool.query("delete from sign_in_tries where last_at <= $1", [formatInstant(before)]);
}
