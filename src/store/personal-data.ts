import { formatInstant, type Instant } from "../time/instant.ts";
import { textArray } from "./array-literal.ts";
import type { Tx } from "./tenant.ts";
import { noteUsageRewritten } from "./usage-version.ts";

/** How many rows of a table had something erased. */
export interface ErasedRows {
  readonly table: string;
  readonly rows: number;
}

/** What is erased of a customer. */
export interface Erasure {
  readonly customer: string;
  readonly olds: readonly string[];
  readonly news: readonly string[];
  /** Invoices from then on stay as they were issued. */
  readonly keepSince: Instant;
}

/** Puts tombstones where texts stood, in every table of the tenant, in rows that are a customer's or mention it or a request about it. */
export async function eraseTexts(
  tx: Tx,
  { customer, olds, news, keepSince }: Erasure,
): Promise<readonly ErasedRows[]> {
  const requests = await tx.rows<{ id: string }>("select id from approvals where customer = $1", [
    customer,
  ]);
  const rows = await tx.rows<{ table: string; rows: number }>(
    `select erased_table as table, erased_rows as rows from erase_texts($1, $2::text[], $3::text[], $4::text[], $5)`,
    [
      customer,
      textArray([customer, ...requests.map(({ id }) => id)].map((id) => JSON.stringify(id))),
      textArray(olds),
      textArray(news),
      formatInstant(keepSince),
    ],
  );
  if (rows.some(({ table }) => table === "events")) await noteUsageRewritten(tx);
  return rows;
}

/** Empties what the audit log says of changes that are about a customer, mention it, or decide about a request that is; answers how many. */
export const forgetChanges = (tx: Tx, customer: string, request: string): Promise<number> =>
  tx.run(
    `update audit_changes c set salt = null, change = null, forgotten_by = $2
     from audit_log l where l.position = c.position and l.action <> 'personal-data.erase'
       and c.forgotten_by is null and (l.customer = $1 or strpos(c.change, $3) > 0
         or l.subject in (select '/v1/approvals/' || id || decided
           from approvals, unnest(array['/approve', '/refuse']) as decided where customer = $1))`,
    [customer, request, JSON.stringify(customer)],
  );

/**
 * Everything that was ever told of who a customer is, as JSON: its facts, what documents say of their buyer, and whom requests that
 * waited were to let into its portal, as it was typed.
 */
export async function identitiesOf(tx: Tx, customer: string): Promise<readonly string[]> {
  const rows = await tx.rows<{ fact: string }>(
    `select fact from customers where id = $1
     union all select fact from account_facts
       where customer = $1 and kind in ('customer', 'vat-check')
     union select json_build_object('customerName', document::json -> 'customerName', 'buyer', document::json -> 'buyer')::text
       from invoices where customer = $1
     union all select said from approvals, unnest(array[body, answer]) as said
       where customer = $1 and action = 'portal.links' and said is not null`,
    [customer],
  );
  return rows.map(({ fact }) => fact);
}

/** A table with rows of customers. */
interface CustomerTable {
  readonly name: string;
  readonly columns: readonly string[];
}

/** Rows of each table that are shown of somebody. */
export const recordsMax = 10_000;

/** What is kept of somebody, by table: how many rows there are, and the first of them. */
export type FoundRecords = Readonly<
  Record<string, { readonly count: number; readonly rows: readonly unknown[] }>
>;

/** What is kept of a customer, by table: its rows without secrets, at most 10,000 of each, and how many there are. */
export async function recordsOf(tx: Tx, customer: string): Promise<FoundRecords> {
  const tables = await tx.rows<CustomerTable & { columns: string[] }>(
    `select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
       and not c.relispartition and c.relrowsecurity and a.attname not in ('tenant', 'salt')
       and a.attname !~ 'secret|sealed|hash'
     group by c.oid, c.relname
     having bool_or(a.attname = 'customer') or c.relname = 'customers' order by c.relname`,
  );
  const records: Record<string, { count: number; rows: unknown[] }> = {};
  for (const { name, columns } of tables) {
    const selected = columns.map((column) => `"${column}"`).join(", ");
    const theirs = name === "customers" ? "id = $1" : "customer = $1";
    const found = await tx.rows<{ row: unknown }>(
      `select to_jsonb(t) as row from (select ${selected} from "${name}" where ${theirs} limit ${recordsMax}) t`,
      [customer],
    );
    const [all] = await tx.rows<{ count: number }>(
      `select count(*) as count from "${name}" where ${theirs}`,
      [customer],
    );
    if (found.length > 0)
      records[name] = { count: all?.count ?? 0, rows: found.map(({ row }) => row) };
  }
  return records;
}
