import { formatInstant, type Instant } from "../time/instant.ts";
import type { Tx } from "./tenant.ts";

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

/**
 * Who pays for subscriptions that are served after a moment and were told to last for years or to an end, by id. Those that
 * a change ends are among them.
 */
export const withTerms = async (tx: Tx, after: Instant): Promise<readonly string[]> =>
  (
    await tx.rows<{ customer: string }>(
      `select distinct coalesce(c.payer, c.id) as customer
        from subscription_phases p join customers c on c.id = p.customer
        where (p.ends_at is null or p.ends_at > $1)
          and (p.terms like '%"termYears":%' or p.terms like '%"end":%')
        order by customer`,
      [formatInstant(after)],
    )
  ).map(({ customer }) => customer);

/** Who pays for those who ever bought a one-off, alone or in a bundle, by id; of one customer where one is named. */
export const everSold = async (tx: Tx, customer: string | undefined): Promise<readonly string[]> =>
  (
    await tx.rows<{ customer: string }>(
      `select distinct coalesce(c.payer, c.id) as customer
        from account_facts f join customers c on c.id = f.customer
        where f.kind in ('sale', 'bundle') and ($1::text is null or f.customer = $1)
        order by customer`,
      [customer ?? null],
    )
  ).map(({ customer: payer }) => payer);

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
