import type { Account } from "../../account/account.ts";
import { storedAccounts } from "../../store/accounts.ts";
import type { Tx } from "../../store/tenant.ts";

/** Accounts in memory at once. */
const atOnce = 200;

/** What a look at each of these accounts finds; undefined findings are left out. In the order of the customers. */
export async function lookAtAccounts<T>(
  tx: Tx,
  customers: readonly string[],
  look: (account: Account) => T | undefined,
): Promise<readonly T[]> {
  const found: T[] = [];
  for (let from = 0; from < customers.length; from += atOnce) {
    const some = customers.slice(from, from + atOnce);
    const accounts = new Map(
      (await storedAccounts(tx, some)).map(({ customer, account }) => [customer, account]),
    );
    for (const customer of some) {
      const account = accounts.get(customer);
      const seen = account === undefined ? undefined : look(account);
      if (seen !== undefined) found.push(seen);
    }
  }
  return found;
}
