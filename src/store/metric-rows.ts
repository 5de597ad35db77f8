import type { Account } from "../account/account.ts";
import type { LineKind } from "../account/invoice.ts";
import { expectOk } from "../fault/fault.ts";
import type { JournalEntry } from "../ledger/entry.ts";
import { readEntry } from "../ledger/entry-text.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import { textArray } from "./array-literal.ts";
import type { Statement, Tx } from "./tenant.ts";

const accountPage: Statement = {
  name: "metric-account-page",
  text: `select customer, state from accounts where customer > $1 order by customer limit $2`,
};

/** Every account of the tenant in the order of customers' ids, so many at a time. */
export async function* accountPages(tx: Tx, pageSize: number): AsyncGenerator<readonly Account[]> {
  for (let after = ""; ; ) {
    const rows = await tx.rows<{ customer: string; state: string }>(accountPage, [after, pageSize]);
    if (rows.length > 0) yield rows.map(({ state }) => JSON.parse(state) as Account);
    after = rows.at(-1)?.customer ?? after;
    if (rows.length < pageSize) return;
  }
}

const accountsNamed: Statement = {
  name: "metric-accounts-named",
  text: "select state from accounts where customer = any ($1::text[])",
};

/** The accounts with these ids. */
export async function accountsOf(
  tx: Tx,
  customers: readonly string[],
): Promise<readonly Account[]> {
  const rows = await tx.rows<{ state: string }>(accountsNamed, [textArray(customers)]);
  return rows.map(({ state }) => JSON.parse(state) as Account);
}

/** A line for use of a final document. */
export interface StoredUsageLine {
  readonly customer: string;
  readonly charge: string;
  readonly meter: string;
  readonly kind: LineKind;
  readonly currency: string;
  readonly from: Instant;
  readonly to: Instant;
  readonly amount: string;
}

const usageLines: Statement = {
  name: "metric-usage-lines",
  text: `
    select l.customer, l.charge, l.meter, l.kind, l.currency, l.period_from as "from", l.period_to as "to",
      l.amount::text as amount
    from invoices i
      join invoice_lines l on l.invoice = i.id and l.tenant = i.tenant
    where i.customer = any ($1::text[]) and l.charge is not null and l.meter is not null
      and l.period_from is not null and l.period_to is not null
    order by l.customer, i.issued_at, l.invoice, l.position`,
};

/** All lines that customers were ever billed for use, each customer's together. */
export const usageLinesOf = (
  tx: Tx,
  customers: readonly string[],
): Promise<readonly StoredUsageLine[]> => tx.rows(usageLines, [textArray(customers)]);

/** What was billed of one thing, or in one line. */
export interface BilledRow {
  /** The place of its span among those asked for. */
  readonly span: number;
  readonly customer: string;
  readonly stream: string;
  readonly kind: LineKind;
  readonly currency: string;
  readonly amount: string;
}

const billedSums: Statement = {
  name: "metric-billed-sums",
  text: `
    select span.place - 1 as span, case when $3 then l.customer else '' end as customer,
      l.stream, l.kind, l.currency, sum(l.amount)::text as amount
    from unnest($1::timestamptz[], $2::timestamptz[]) with ordinality as span (from_at, to_at, place)
      join invoices i on i.issued_at >= span.from_at and i.issued_at < span.to_at
      join invoice_lines l on l.invoice = i.id and l.tenant = i.tenant
    group by 1, 2, 3, 4, 5
    order by 1, 2, 3, 4, 5`,
};

/**
 * What was billed in each span of time, half-open, by stream, kind of line and currency, and by customer where asked for;
 * else `customer` is empty.
 */
export async function billedTotals(
  tx: Tx,
  spans: readonly { readonly from: Instant; readonly to: Instant }[],
  byCustomer: boolean,
): Promise<readonly BilledRow[]> {
  const rows = await tx.rows<BilledRow>(billedSums, [
    textArray(spans.map(({ from }) => formatInstant(from))),
    textArray(spans.map(({ to }) => formatInstant(to))),
    byCustomer,
  ]);
  return rows.map((row) => ({ ...row, span: Number(row.span) }));
}

const seriesStand: Statement = {
  name: "metric-series-stand",
  text: "select string_agg(series || ' ' || next, ',' order by series) as version from number_series",
};

/** A text that is another whenever a document was issued since; null before the first. */
export async function issuedVersion(tx: Tx): Promise<string | null> {
  const [row] = await tx.rows<{ version: string | null }>(seriesStand);
  return row?.version ?? null;
}

const prepaidSums: Statement = {
  name: "metric-prepaid-sums",
  text: `
    select span.place - 1 as span, case when $3 then i.customer else '' end as customer, i.currency,
      sum((i.document::jsonb ->> 'prepaid')::numeric)::text as amount
    from unnest($1::timestamptz[], $2::timestamptz[]) with ordinality as span (from_at, to_at, place)
      join invoices i on i.issued_at >= span.from_at and i.issued_at < span.to_at
    where strpos(i.document, '"prepaid":') > 0
    group by 1, 2, 3
    order by 1, 2, 3`,
};

/** What prepaid credits paid of the documents of each span of time, by currency and, where asked for, by customer. */
export async function prepaidTotals(
  tx: Tx,
  spans: readonly { readonly from: Instant; readonly to: Instant }[],
  byCustomer: boolean,
): Promise<readonly Pick<BilledRow, "span" | "customer" | "currency" | "amount">[]> {
  const rows = await tx.rows<BilledRow>(prepaidSums, [
    textArray(spans.map(({ from }) => formatInstant(from))),
    textArray(spans.map(({ to }) => formatInstant(to))),
    byCustomer,
  ]);
  return rows.map((row) => ({ ...row, span: Number(row.span) }));
}

/** A line of a final document with the document it is on. */
export interface StoredBilledLine extends Omit<BilledRow, "span" | "stream" | "kind"> {
  readonly stream: string | null;
  readonly kind: LineKind | "prepaid";
  readonly invoice: string;
  readonly issuedAt: Instant;
}

/** In text's own order: a line of the whole document, which has no position, comes after its others. */
const billedLinesIn: Statement = {
  name: "metric-billed-lines",
  text: `
    select customer, stream, kind, currency, amount, invoice, "issuedAt"
    from (
      select l.customer, l.stream, l.kind, l.currency, l.amount::text as amount, i.number as invoice,
        i.issued_at as "issuedAt", i.id, l.position
      from invoices i
        join invoice_lines l on l.invoice = i.id and l.tenant = i.tenant
      where i.issued_at >= $1 and i.issued_at < $2
      union all
      select i.customer, null, 'prepaid', i.currency, i.document::jsonb ->> 'prepaid', i.number,
        i.issued_at, i.id, null
      from invoices i
      where i.issued_at >= $1 and i.issued_at < $2 and strpos(i.document, '"prepaid":') > 0
    ) billed
    order by "issuedAt", customer, length(id), id, position`,
};

/**
 * Every line that was billed in a span of time, half-open, in the order of issue: by time, then customer, then the account's
 * own count. `stream` is null in a row of what prepaid credits paid of a document.
 */
export const billedLinesBetween = (
  tx: Tx,
  from: Instant,
  to: Instant,
): Promise<readonly StoredBilledLine[]> =>
  tx.rows(billedLinesIn, [formatInstant(from), formatInstant(to)]);

/** An entry of any kind of document but a sale: its id does not begin with `credit-note/` or `invoice/`. */
const anythingButSales: Statement = {
  name: "metric-any-but-sales",
  text: `
    select exists (select from journal_entries where id < 'credit-note/')
      or exists (select from journal_entries where id > 'credit-note0' and id < 'invoice/')
      or exists (select from journal_entries where id > 'invoice0') as found`,
};

/** Whether the journal holds anything but invoices and credit notes. */
export async function postedMoreThanSales(tx: Tx): Promise<boolean> {
  const [row] = await tx.rows<{ found: boolean }>(anythingButSales);
  return row?.found === true;
}

const entriesByDate: Statement = {
  name: "metric-entries-by-date",
  text: `
    select date, position, entry from journal_entries
    where (date, position) > ($1, $2) and date < $3
    order by date, position limit $4`,
};

/** The journal in the order of dates, before an instant, so many entries at a time. */
export async function* entryPages(
  tx: Tx,
  before: Instant,
  pageSize: number,
): AsyncGenerator<readonly JournalEntry[]> {
  let date: Instant = 0;
  for (let position = 0; ; ) {
    const rows = await tx.rows<{ date: Instant; position: number; entry: string }>(entriesByDate, [
      formatInstant(date),
      position,
      formatInstant(before),
      pageSize,
    ]);
    if (rows.length > 0) yield rows.map(({ entry }) => expectOk(readEntry(entry)));
    const last = rows.at(-1);
    if (last === undefined || rows.length < pageSize) return;
    date = last.date;
    position = Number(last.position);
  }
}
