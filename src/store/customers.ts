import { formatInstant, type Instant } from "../time/instant.ts";
import { textArray } from "./array-literal.ts";
import type { Tx } from "./tenant.ts";

/** A customer as lists and search need it, and the fact that says so. */
export interface CustomerRecord {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly segment: string | null;
  /** ISO 3166 alpha-2. */
  readonly country: string | null;
  /** ISO 4217. */
  readonly currency: string | null;
  /** IANA zone. */
  readonly timeZone: string | null;
  /** The customer that pays for it; null where it pays itself. Never changes. */
  readonly payer: string | null;
  /** The canonical text of the customer fact. */
  readonly fact: string;
  readonly createdAt: Instant;
}

const columns = `id, name, email, segment, country, currency, time_zone as "timeZone", payer, fact,
  created_at as "createdAt"`;

/** Adds a customer or replaces what is known of one; `createdAt` stays the first. */
export async function saveCustomer(tx: Tx, customer: CustomerRecord): Promise<void> {
  await tx.run(
    `insert into customers (id, name, email, segment, country, currency, time_zone, payer, fact, created_at,
      name_key, email_key)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, lower($2::text collate "default"), lower($3::text collate "default"))
    on conflict (tenant, id) do update set name = excluded.name, email = excluded.email,
      name_key = excluded.name_key, email_key = excluded.email_key,
      segment = excluded.segment, country = excluded.country, currency = excluded.currency,
      time_zone = excluded.time_zone, fact = excluded.fact`,
    [
      customer.id,
      customer.name,
      customer.email,
      customer.segment,
      customer.country,
      customer.currency,
      customer.timeZone,
      customer.payer,
      customer.fact,
      formatInstant(customer.createdAt),
    ],
  );
}

/** A customer, or nothing. */
export async function findCustomer(tx: Tx, id: string): Promise<CustomerRecord | undefined> {
  const [found] = await tx.rows<CustomerRecord>(`select ${columns} from customers where id = $1`, [
    id,
  ]);
  return found;
}

/** Whom a customer pays for, by id, at most so many. */
export const paidForBy = (
  tx: Tx,
  payer: string,
  limit: number,
): Promise<readonly Pick<CustomerRecord, "id" | "name">[]> =>
  tx.rows("select id, name from customers where payer = $1 order by id limit $2", [payer, limit]);

/** Which of these customers are known. */
export async function knownCustomers(tx: Tx, ids: Iterable<string>): Promise<ReadonlySet<string>> {
  const rows = await tx.rows<{ id: string }>(
    { name: "known-customers", text: "select id from customers where id = any ($1::text[])" },
    [textArray([...ids])],
  );
  return new Set(rows.map(({ id }) => id));
}

/** The names of these customers, by id; of those that are known. */
export async function customerNames(
  tx: Tx,
  ids: Iterable<string>,
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.rows<{ id: string; name: string }>(
    "select id, name from customers where id = any ($1::text[])",
    [textArray([...ids])],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** The IANA zones of those of these customers that have one of their own. */
export async function customerZones(
  tx: Tx,
  ids: Iterable<string>,
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.rows<{ id: string; zone: string }>(
    {
      name: "customer-zones",
      text: `select id, time_zone as zone from customers
        where id = any ($1::text[]) and time_zone is not null`,
    },
    [textArray([...ids])],
  );
  return new Map(rows.map(({ id, zone }) => [id, zone]));
}
