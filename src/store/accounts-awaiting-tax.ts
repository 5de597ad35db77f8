import type { Account } from "../account/account.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import { storedAccounts } from "./accounts.ts";
import type { Tx } from "./tenant.ts";

/** Accounts that are due by an instant, and those that are parked for want of a decision about tax: the longest due first. */
export async function accountsAwaitingTax(
  tx: Tx,
  until: Instant,
  limit: number,
): Promise<readonly Account[]> {
  const rows = await tx.rows<{ readonly customer: string }>(
    `select customer from accounts
    where next_due <= $1 and (parked_reason is null or parked_reason like '%tax-undecided%')
    order by next_due, customer
    limit $2`,
    [formatInstant(until), limit],
  );
  const customers = rows.map(({ customer }) => customer);
  return (await storedAccounts(tx, customers)).map(({ account }) => account);
}
