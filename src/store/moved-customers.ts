import type { Tx } from "./tenant.ts";

/** Customers who were ever given a notice of dunning, by id. Those who paid since are among them. */
export const everDunned = async (tx: Tx): Promise<readonly string[]> =>
  (
    await tx.rows<{ customer: string }>(
      "select distinct customer from dunning_notices order by customer",
    )
  ).map(({ customer }) => customer);

/** Customers who were ever given credits, by id. Those whose credits are used up are among them. */
export const everCredited = async (tx: Tx): Promise<readonly string[]> =>
  (
    await tx.rows<{ customer: string }>(
      "select distinct customer from account_movements where kind = 'credit-grant' order by customer",
    )
  ).map(({ customer }) => customer);

/** Customers who ever signed a contract, by id. */
export const everSigned = async (tx: Tx): Promise<readonly string[]> =>
  (
    await tx.rows<{ customer: string }>(
      "select distinct customer from account_facts where kind = 'contract' order by customer",
    )
  ).map(({ customer }) => customer);

/** Customers whose account is parked, of these. */
export const parkedAmong = async (
  tx: Tx,
  customers: readonly string[],
): Promise<ReadonlySet<string>> =>
  new Set(
    (
      await tx.rows<{ customer: string }>(
        "select customer from accounts where customer = any ($1) and parked_reason is not null",
        [customers],
      )
    ).map(({ customer }) => customer),
  );
