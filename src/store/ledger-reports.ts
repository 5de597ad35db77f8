import { expectOk, ok, type Result } from "../fault/fault.ts";
import { readEntry } from "../ledger/entry-text.ts";
import type { JournalRecord } from "../ledger/journal.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import { instantArray, textArray } from "./array-literal.ts";
import { where } from "./list-conditions.ts";
import { type ListScope, type Page, type PageRequest, pageOf } from "./page.ts";
import { addRowsAfter } from "./rows-after.ts";
import { sqlParameters } from "./sql-parameters.ts";
import type { Tx } from "./tenant.ts";

/** Which entries of the journal to list. */
export interface EntryListRequest extends PageRequest {
  readonly account?: string;
  readonly customer?: string;
  /** `invoice`, or one document: `invoice/INV-000042`. */
  readonly document?: string;
  /** Dated from it on, and before. */
  readonly from?: Instant;
  readonly to?: Instant;
}

/** An entry as it is stored, and the id of the document of billing that it is of. */
export interface StoredEntry {
  readonly position: number;
  readonly date: Instant;
  readonly entry: string;
  readonly hash: string;
  readonly source: string | null;
  /** The id of the entry that took it back. */
  readonly reversedBy: string | null;
}

/** The entry that took `e` back: an entry is reversed once at most, and the id of that is made of its own. */
const reversedByColumn = `(select r.id from journal_entries r where r.id = 'reversal/' || e.id) as "reversedBy"`;

/** Entries by their ids, in the order of the journal. */
export async function entriesById(
  tx: Tx,
  ids: readonly string[],
): Promise<
  readonly (Pick<JournalRecord, "position" | "entry" | "hash"> &
    Pick<StoredEntry, "source" | "reversedBy">)[]
> {
  const rows = await tx.rows<Pick<StoredEntry, "position" | "entry" | "hash" | "reversedBy">>(
    `select e.position, e.entry, e.hash, ${reversedByColumn} from journal_entries e
    where e.id = any ($1::text[]) order by e.position`,
    [textArray(ids)],
  );
  return rows.map(({ position, entry, hash, reversedBy }) => ({
    position: Number(position),
    entry: expectOk(readEntry(entry)),
    hash,
    source: null,
    reversedBy,
  }));
}

/** A page of entries, the latest first. Refuses a cursor that is not of this list. */
export async function listEntries(
  tx: Tx,
  request: EntryListRequest,
): Promise<Result<Page<StoredEntry>>> {
  const { account, customer, document, from, to, limit, cursor } = request;
  const [first, last] = [from, to].map((at) => (at === undefined ? undefined : formatInstant(at)));
  const filters = { account, customer, document, from: first, to: last };
  const scope: ListScope = { list: "entries", tenant: tx.tenant, filters };
  const parameters = sqlParameters();
  const conditions: string[] = [];
  if (account !== undefined)
    conditions.push(
      `e.position in (select entry from journal_postings where account = ${parameters.add(account)})`,
    );
  if (customer !== undefined) conditions.push(`e.customer = ${parameters.add(customer)}`);
  if (document !== undefined)
    conditions.push(
      document.includes("/")
        ? `e.id = ${parameters.add(document)}`
        : `split_part(e.id, '/', 1) = ${parameters.add(document)}`,
    );
  if (first !== undefined) conditions.push(`e.date >= ${parameters.add(first)}`);
  if (last !== undefined) conditions.push(`e.date < ${parameters.add(last)}`);
  const sorted = {
    columns: ["e.date::timestamptz", "e.position::bigint"],
    order: "descending",
  } as const;
  const after = addRowsAfter(conditions, cursor, sorted, scope, parameters);
  if (!after.ok) return after;
  const rows = await tx.rows<StoredEntry & { readonly position: string }>(
    `select e.position, e.date, e.entry, e.hash, i.id as source, ${reversedByColumn}
    from (
      select * from journal_entries e ${where(conditions)}
      order by e.date desc, e.position desc limit ${parameters.add(limit + 1)}
    ) as e
      left join invoices i on split_part(e.id, '/', 1) in ('invoice', 'credit-note')
        and i.number = substring(e.id from position('/' in e.id) + 1)
    order by e.date desc, e.position desc`,
    parameters.values,
  );
  const entries = rows.map((row) => ({ ...row, position: Number(row.position) }));
  return ok(
    pageOf(entries, limit, scope, ({ date, position }) => [formatInstant(date), String(position)]),
  );
}

/** An invoice of which something is owed. */
export interface StoredOpenItem {
  readonly invoice: string;
  readonly customer: string;
  readonly currency: string;
  readonly dueAt: Instant;
  readonly open: string;
}

/** The invoices of which something is owed in entries dated before a moment. */
export const storedOpenItems = (tx: Tx, to: Instant): Promise<readonly StoredOpenItem[]> =>
  tx.rows(
    `with open as (
      select p.invoice, e.customer, p.currency, sum(p.amount) as amount, min(p.date) as first
      from journal_postings p join journal_entries e on e.position = p.entry
      where p.account = 'assets:receivable' and p.date < $1
      group by p.invoice, e.customer, p.currency having sum(p.amount) <> 0
    )
    select o.invoice, o.customer, o.currency, coalesce(i.due_at, o.first) as "dueAt", o.amount::text as open
    from open o left join invoices i on i.number = o.invoice and i.customer = o.customer`,
    [formatInstant(to)],
  );

/** What was sold in a period, by currency. */
export interface StoredSales {
  /** 1 for the first period. */
  readonly period: number;
  readonly currency: string;
  readonly sold: string;
}

/** What invoices put on the receivable less what credit notes took back, with tax, in each of some periods. */
export const salesInPeriods = (
  tx: Tx,
  periods: readonly { readonly from: Instant; readonly to: Instant }[],
): Promise<readonly StoredSales[]> =>
  tx.rows(
    `select b.period::int as period, p.currency, sum(p.amount)::text as sold
    from unnest($1::timestamptz[], $2::timestamptz[]) with ordinality as b (begins, ends, period)
      join journal_entries e on e.date >= b.begins and e.date < b.ends
        and (e.id like 'invoice/%' or e.id like 'credit-note/%')
      join journal_postings p on p.entry = e.position
        and p.account in ('assets:receivable', 'liabilities:customer-credit')
    group by b.period, p.currency`,
    [instantArray(periods.map(({ from }) => from)), instantArray(periods.map(({ to }) => to))],
  );

/** The texts of entries after a position, dated from one moment and before another, in the order of the journal. */
export const entriesAfter = async (
  tx: Tx,
  after: number,
  range: { readonly from?: Instant | undefined; readonly to?: Instant | undefined },
  limit: number,
): Promise<readonly { readonly position: number; readonly entry: string }[]> =>
  (
    await tx.rows<{ position: string; entry: string }>(
      `select position, entry from journal_entries
      where position > $1 and ($2::timestamptz is null or date >= $2)
        and ($3::timestamptz is null or date < $3)
      order by position limit $4`,
      [after, textOf(range.from), textOf(range.to), limit],
    )
  ).map((row) => ({ ...row, position: Number(row.position) }));

const textOf = (at: Instant | undefined): string | null =>
  at === undefined ? null : formatInstant(at);
