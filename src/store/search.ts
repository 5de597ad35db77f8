import { contains } from "./list-conditions.ts";
import type { Tx } from "./tenant.ts";

/** A customer that a search found. */
export interface FoundCustomer {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
}

/** A document that a search found. */
export interface FoundInvoice {
  readonly id: string;
  readonly number: string;
  readonly customerName: string;
}

/** A subscription or contract that a search found. */
export interface FoundPurchase {
  readonly id: string;
  readonly customer: string;
  readonly customerName: string;
  readonly product: string | null;
}

/** That a column begins with a text: a range of bytes, which an index answers under row-level security, too. */
const begins = (column: string, text: string): string =>
  `${column} >= ${text} and ${column} < ${text} || $2::text`;

const lowered = 'lower($1::text collate "default")';

/** Customers by name, in whose names and ids a text is looked for where too few begin with it. */
export const namesLookedThroughMax = 20_000;

/** Above every text that begins with another, by bytes. */
const last = "\u{10ffff}";

/**
 * Customers whose id, name or e-mail begins with a text, in any case but for ids; then those who have it elsewhere in name or id, among
 * the first {@link namesLookedThroughMax}.
 */
export async function findCustomers(
  tx: Tx,
  text: string,
  limit: number,
): Promise<readonly FoundCustomer[]> {
  const first = await tx.rows<FoundCustomer>(
    `select id, name, email from (
      (select 1 as place, id, name, email from customers where ${begins("id", "$1::text")} order by id limit $3)
      union all
      (select 2, id, name, email from customers where ${begins("name_key", lowered)} order by name_key, id limit $3)
      union all
      (select 3, id, name, email from customers where ${begins("email_key", lowered)} order by email_key, id limit $3)
    ) as found group by id, name, email order by min(place), name, id limit $3`,
    [text, last, limit],
  );
  if (first.length === limit) return first;
  const elsewhere = await tx.rows<FoundCustomer>(
    `select id, name, email
    from (select id, name, email from customers order by name, id limit ${namesLookedThroughMax}) as looked
    where ${contains(["name", "id"], "$1")} order by name, id limit $2`,
    [text, limit],
  );
  const known = new Set(first.map(({ id }) => id));
  return [...first, ...elsewhere.filter(({ id }) => !known.has(id))].slice(0, limit);
}

/** Documents by number: all of it or the digits that it ends with, in every series; or by id. */
export const findInvoices = (
  tx: Tx,
  text: string,
  limit: number,
): Promise<readonly FoundInvoice[]> => {
  const digits = /\d{1,15}$/.exec(text)?.[0];
  const stem = text.slice(0, text.length - (digits?.length ?? 0)).toLowerCase();
  return tx.rows(
    `select id, number, customer_name as "customerName" from (
      select id, number, customer_name from invoices where id = $1
      union
      select i.id, i.number, i.customer_name from number_series s
        join invoices i on i.series = s.series and i.position = $2::bigint
      where starts_with(lower(i.number), $3)
    ) as found order by number limit $4`,
    [text, digits ?? null, stem, limit],
  );
};

/** Subscriptions or contracts whose id begins with a text. */
export const findPurchases = (
  tx: Tx,
  kind: "subscription" | "contract",
  text: string,
  limit: number,
): Promise<readonly FoundPurchase[]> =>
  tx.rows(
    `select f.id, f.customer, f.product, coalesce(c.name, f.customer) as "customerName"
    from account_facts f left join customers c on c.id = f.customer
    where f.kind = $3 and ${begins("f.id", "$1::text")} order by f.id limit $4`,
    [text, last, kind, limit],
  );
