import { formatInstant, type Instant } from "../time/instant.ts";
import { instantArray, numberArray, textArray } from "./array-literal.ts";
import type { Statement, Tx } from "./tenant.ts";

/** What is open of an invoice, as it follows from documents and payments. */
export interface OpenItemRow {
  /** The invoice's number. */
  readonly invoice: string;
  /** The invoice's id. */
  readonly id: string;
  readonly customer: string;
  readonly currency: string;
  /** Decimal texts with all digits of the minor unit. */
  readonly total: string;
  readonly open: string;
  readonly issuedAt: Instant;
  readonly dueAt: Instant;
}

/** What becomes of an invoice that is collected automatically. */
export interface Collecting {
  readonly invoice: string;
  /** `none`, `due`, `waiting`, `asked`, `stopped` or `paid`. */
  readonly collection: string;
  readonly nextChargeAt: Instant | null;
}

const columns = `invoice, id, customer, currency, total::text as total, open::text as open,
  issued_at as "issuedAt", due_at as "dueAt"`;

const takeTurn: Statement = {
  name: "follow-documents-turn",
  text: `select pg_advisory_xact_lock(
    hashtextextended('florin.open-items ' || current_setting('florin.tenant'), 0))`,
};

const follow: Statement = {
  name: "follow-documents",
  text: `
    with followed as materialized (
      select s.series, coalesce(f.position, 0) as position
      from number_series s left join followed_series f on f.series = s.series
    ), fresh as (
      select i.*
      from followed
        cross join lateral (
          select id, number, series, position, customer, currency, issued_at, due_at,
            coalesce((document::jsonb ->> 'due')::numeric, total) as owed
          from invoices where series = followed.series and position > followed.position
          order by position limit $1
        ) as i
      order by i.series, i.position limit $1
    ), moved as (
      insert into followed_series (series, position)
      select series, max(position) from fresh group by series
      on conflict (tenant, series) do update set position = excluded.position
    ), added as (
      insert into open_items (invoice, id, customer, currency, total, open, issued_at, due_at,
        collection, next_charge_at)
      select f.number, f.id, f.customer, f.currency, f.owed, f.owed, f.issued_at, f.due_at,
        case when a.customer is null then 'none' else 'due' end,
        case a.charge_on when 'issue' then f.issued_at when 'due' then f.due_at end
      from fresh f left join autopay_customers a on a.customer = f.customer
      where f.owed > 0
      on conflict do nothing
    )
    select count(*)::int as documents from fresh`,
};

/**
 * Opens an item for each issued invoice that has none, at most `limit`, and answers how many documents it has seen. Items
 * are open as a whole: what money did to them comes after. One at a time.
 */
export async function followDocuments(tx: Tx, limit: number): Promise<number> {
  await tx.rows(takeTurn);
  const [row] = await tx.rows<{ documents: number }>(follow, [limit]);
  return row?.documents ?? 0;
}

const markStale: Statement = {
  name: "mark-open-items-stale",
  // Written anew where it is there: whoever takes it out meanwhile has not seen what moved now.
  text: `insert into stale_open_items (customer)
    select customer from unnest($1::text[]) as moved (customer) group by customer order by customer
    on conflict (tenant, customer) do update set customer = excluded.customer`,
};

/** Remembers whose money moved, in the transaction that saves their accounts. */
export async function markOpenItemsStale(tx: Tx, customers: readonly string[]): Promise<void> {
  if (customers.length > 0) await tx.run(markStale, [textArray(customers)]);
}

/**
 * Takes out customers whose money moved since, at most `limit`; the caller saves what is open of theirs. Whose money moves right now is
 * left for the next time.
 */
export const takeStaleCustomers = async (tx: Tx, limit: number): Promise<readonly string[]> =>
  (
    await tx.rows<{ customer: string }>(
      {
        name: "take-stale-customers",
        text: `delete from stale_open_items where customer in (
          select customer from stale_open_items order by customer limit $1
          for update skip locked) returning customer`,
      },
      [limit],
    )
  ).map(({ customer }) => customer);

const save: Statement = {
  name: "save-open-items",
  text: `
    update open_items i set open = saved.open, due_at = saved.due_at,
      next_charge_at = case when saved.open = 0 then null else i.next_charge_at end,
      collection = case when saved.open = 0 and i.collection <> 'none' then 'paid'
        else i.collection end
    from unnest($1::text[], $2::numeric[], $3::timestamptz[]) as saved (id, open, due_at)
    where i.id = saved.id and (i.open <> saved.open or i.due_at <> saved.due_at)`,
};

/** Saves what is open of invoices, by their ids. */
export async function saveOpen(
  tx: Tx,
  items: readonly Pick<OpenItemRow, "id" | "open" | "dueAt">[],
): Promise<void> {
  if (items.length === 0) return;
  await tx.run(save, [
    textArray(items.map(({ id }) => id)),
    numberArray(items.map(({ open }) => open)),
    instantArray(items.map(({ dueAt }) => dueAt)),
  ]);
}

/** Every item on which something is owed, those due first in front, at most `limit`. */
export const allOpenItems = (tx: Tx, limit: number): Promise<readonly OpenItemRow[]> =>
  tx.rows(`select ${columns} from open_items where open > 0 order by due_at, invoice limit $1`, [
    limit,
  ]);

/** The items with these numbers, open or not. */
export const itemsByNumber = (
  tx: Tx,
  invoices: readonly string[],
): Promise<readonly OpenItemRow[]> =>
  tx.rows(`select ${columns} from open_items where invoice = any ($1::text[]) order by invoice`, [
    textArray(invoices),
  ]);

/** An item by its invoice's id; undefined where there is none. */
export async function itemOfInvoice(
  tx: Tx,
  id: string,
): Promise<(OpenItemRow & Collecting) | undefined> {
  const [row] = await tx.rows<OpenItemRow & Collecting>(
    `select ${columns}, collection, next_charge_at as "nextChargeAt" from open_items
      where invoice = (select number from invoices where id = $1)`,
    [id],
  );
  return row;
}

/** The invoices that are to be collected by now, longest due first. */
export const itemsToCharge = (
  tx: Tx,
  now: Instant,
  limit: number,
): Promise<readonly OpenItemRow[]> =>
  tx.rows(
    {
      name: "items-to-charge",
      text: `select ${columns} from open_items where next_charge_at <= $1
        order by next_charge_at, invoice limit $2`,
    },
    [formatInstant(now), limit],
  );

/** Says how the collection of an invoice stands, and when it is looked at again. */
export async function saveCollecting(tx: Tx, collecting: Collecting): Promise<void> {
  const { invoice, collection, nextChargeAt } = collecting;
  await tx.run("update open_items set collection = $2, next_charge_at = $3 where invoice = $1", [
    invoice,
    collection,
    nextChargeAt === null ? null : formatInstant(nextChargeAt),
  ]);
}

/** Has the open invoices of a customer who pays automatically looked at again, from `at` on and not before they are to be charged; or one of them. */
export async function collectAgain(
  tx: Tx,
  customer: string,
  at: Instant,
  invoice?: string,
): Promise<void> {
  await tx.run(
    `update open_items i set collection = 'due',
      next_charge_at = greatest($2::timestamptz, case a.charge_on when 'due' then i.due_at end)
    from autopay_customers a
    where i.customer = $1 and a.customer = i.customer and i.open > 0
      and ($3::text is null or i.invoice = $3)`,
    [customer, formatInstant(at), invoice ?? null],
  );
}

/** Stops collecting from a customer. */
export async function collectNoMore(tx: Tx, customer: string): Promise<void> {
  await tx.run(
    `update open_items set collection = 'none', next_charge_at = null
      where customer = $1 and collection <> 'paid'`,
    [customer],
  );
}
