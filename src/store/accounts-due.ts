import { formatInstant, type Instant } from "../time/instant.ts";
import type { Tx } from "./tenant.ts";

/** Accounts that do something of themselves before an instant, parked ones too, and when: the soonest first, so many at most. */
export const dueBefore = async (
  tx: Tx,
  before: Instant,
  most: number,
): Promise<readonly (readonly [customer: string, due: Instant])[]> => {
  const rows = await tx.rows<{ customer: string; due: Instant }>(
    `select customer, next_due as due from accounts where next_due < $1
    order by next_due, customer limit $2`,
    [formatInstant(before), most],
  );
  return rows.map(({ customer, due }) => [customer, due]);
};
