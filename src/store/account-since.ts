import type { Account } from "../account/account.ts";
import { readAccountState } from "./accounts.ts";
import type { Statement, Tx } from "./tenant.ts";

const accountIfNewer: Statement = {
  name: "account-if-newer",
  text: `select customer, version, case when version = $2::bigint then null else state end as state
    from accounts where customer = coalesce((select payer from customers where id = $1), $1)`,
};

/** An account and its version; without its state where that is the known one. */
export interface AccountSince {
  readonly version: number;
  readonly account: Account | undefined;
}

/** The account in which a customer buys, read only where it is not of the known version; undefined where there is none. */
export async function accountSince(
  tx: Tx,
  customer: string,
  knownVersion: number | undefined,
): Promise<AccountSince | undefined> {
  const [row] = await tx.rows<{ version: number; state: string | null }>(accountIfNewer, [
    customer,
    knownVersion ?? null,
  ]);
  if (row === undefined) return undefined;
  const account = row.state === null ? undefined : readAccountState(row.state);
  return { version: row.version, account };
}
