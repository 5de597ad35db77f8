import { textArray } from "./array-literal.ts";
import type { Statement, Tx } from "./tenant.ts";

/** An account, and a text that is another once the account is. */
export interface AccountStamp {
  readonly customer: string;
  readonly stamp: string;
}

const stamps = "select customer, version || ' ' || xmin::text as stamp from accounts";

const ofAll: Statement = { name: "account-stamps", text: `${stamps} order by customer` };

const ofDunned: Statement = {
  name: "dunned-account-stamps",
  text: `${stamps} where customer in (select customer from dunning_notices) order by customer`,
};

const whole: Statement = {
  name: "stamp-of-all-accounts",
  text: `select count(*) || ' ' || coalesce(sum(hashtextextended(customer || ' ' || stamp, 0)), 0) as stamp
    from (${stamps}) as stamps`,
};

/** One text for all accounts of the tenant, a sum of hashes of 64 bits: another once any of them is another, or one is added. */
export async function stampOfAll(tx: Tx): Promise<string> {
  const [row] = await tx.rows<{ stamp: string }>(whole);
  return row?.stamp ?? "";
}

/** Every account of the tenant in the order of customers' ids. */
export const stampsOfAccounts = (tx: Tx): Promise<readonly AccountStamp[]> => tx.rows(ofAll);

/** The accounts that were ever given a notice of dunning, in the order of customers' ids. Those who paid since are among them. */
export const stampsOfDunned = (tx: Tx): Promise<readonly AccountStamp[]> => tx.rows(ofDunned);

const ofThese: Statement = {
  name: "account-stamps-of",
  text: `${stamps} where customer = any ($1::text[]) order by customer`,
};

/** These accounts, in the order of customers' ids. */
export const stampsOf = (tx: Tx, customers: readonly string[]): Promise<readonly AccountStamp[]> =>
  tx.rows(ofThese, [textArray(customers)]);
