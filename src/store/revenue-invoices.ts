import { assert, expectOk } from "../fault/fault.ts";
import type { BookedChange } from "../ledger/booked.ts";
import { type Day, dayText, monthText } from "../ledger/recognition/accounting-month.ts";
import type { Posting } from "../ledger/recognition/month-close.ts";
import type { MovementKind } from "../ledger/recognition/movement.ts";
import { changeSold } from "../ledger/recognition/sold-change.ts";
import { earnedFrom, type SoldInvoice } from "../ledger/recognition/sold-line.ts";
import { isCurrencyCode } from "../money/currency.ts";
import { decimalOf, format } from "../money/decimal.ts";
import { daysFromCivil, parseCivilDate } from "../time/calendar.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import { monthOfDay } from "../time/month-table.ts";
import { nullableTextArray, numberArray, textArray } from "./array-literal.ts";
import { sqlParameters } from "./sql-parameters.ts";
import type { Statement, Tx } from "./tenant.ts";

/** A posted invoice as the recognition of its revenue begins. */
export interface NewRevenueInvoice {
  readonly sold: SoldInvoice;
  readonly customer: string;
  /** The position of its entry in the journal, and the date it counts from. */
  readonly position: number;
  readonly postedAt: Instant;
}

const add: Statement = {
  name: "add-revenue-invoices",
  text: `insert into revenue_invoices (number, customer, position, posted_at, earned_from, sold)
    select * from unnest($1::text[], $2::text[], $3::bigint[], $4::timestamptz[], $5::date[], $6::text[])`,
};

/** Begins the recognition of posted invoices. */
export async function addRevenueInvoices(
  tx: Tx,
  invoices: readonly NewRevenueInvoice[],
): Promise<void> {
  if (invoices.length === 0) return;
  await tx.run(add, [
    textArray(invoices.map(({ sold }) => sold.id)),
    textArray(invoices.map(({ customer }) => customer)),
    numberArray(invoices.map(({ position }) => position)),
    textArray(invoices.map(({ postedAt }) => formatInstant(postedAt))),
    textArray(invoices.map(({ sold }) => dayText(earnedFrom(sold)))),
    textArray(invoices.map(({ sold }) => JSON.stringify(sold))),
  ]);
}

/** Takes down what became known of a posted invoice's revenue, for the months that are open. */
export async function changeRevenueInvoice(
  tx: Tx,
  { invoice, change }: BookedChange,
): Promise<void> {
  const [row] = await tx.rows<{ readonly sold: string }>(
    "select sold from revenue_invoices where number = $1 for update",
    [invoice],
  );
  assert(row !== undefined, `document ${invoice} was posted`);
  const sold = changeSold(JSON.parse(row.sold) as SoldInvoice, change);
  await tx.run(
    "update revenue_invoices set sold = $2, earned_from = $3::date, settled_in = null where number = $1",
    [invoice, JSON.stringify(sold), dayText(earnedFrom(sold))],
  );
}

/** Takes settled invoices up again, since a line of theirs was changed. */
export async function reopenRevenueInvoices(tx: Tx, numbers: readonly string[]): Promise<void> {
  if (numbers.length === 0) return;
  await tx.run(
    "update revenue_invoices set settled_in = null where number = any ($1::text[]) and settled_in is not null",
    [textArray(numbers)],
  );
}

/** Marks invoices of which nothing is left to recognise or to bill. */
export async function settleRevenueInvoices(
  tx: Tx,
  numbers: readonly string[],
  month: string,
): Promise<void> {
  if (numbers.length === 0) return;
  await tx.run("update revenue_invoices set settled_in = $2 where number = any ($1::text[])", [
    textArray(numbers),
    month,
  ]);
}

/** An invoice that is not settled. */
export interface StoredRevenueInvoice {
  readonly number: string;
  readonly customer: string;
  readonly postedAt: Instant;
  /** Null for one that was posted before this was kept: `document` is then the invoice. */
  readonly sold: string | null;
  readonly document: string | null;
}

/** Which invoices to read. */
export interface OpenInvoiceRequest {
  /** Customers after this one, and how many of them. */
  readonly after: string;
  readonly customers: number;
  /** Posted before it, or with something to earn before it: the same boundary on the books' calendar; absent for all. */
  readonly to?: { readonly instant: Instant; readonly day: Day };
  /** Those, too, that were settled in this month or later: `2026-01`. */
  readonly settledFrom?: string;
}

/**
 * The unsettled invoices of the next customers, in the order of (customer, posting).
 */
export const openRevenueInvoices = (
  tx: Tx,
  { after, customers, to, settledFrom }: OpenInvoiceRequest,
): Promise<readonly StoredRevenueInvoice[]> => {
  const parameters = sqlParameters();
  const open =
    settledFrom === undefined
      ? "settled_in is null"
      : `(settled_in is null or settled_in >= ${parameters.add(settledFrom)})`;
  const appeared =
    to === undefined
      ? open
      : `${open} and (posted_at < ${parameters.add(formatInstant(to.instant))}
        or earned_from < ${parameters.add(dayText(to.day))})`;
  return tx.rows(
    `with next as (
      select distinct customer from revenue_invoices
      where ${appeared} and customer > ${parameters.add(after)}
      order by customer limit ${parameters.add(customers)}
    )
    select r.number, r.customer, r.posted_at as "postedAt", r.sold, i.document
    from (select * from revenue_invoices where ${appeared}) as r
      left join invoices i on r.sold is null and i.number = r.number and i.customer = r.customer
    where r.customer in (select customer from next)
    order by r.customer, r.position`,
    parameters.values,
  );
};

/**
 * A text that is another whenever anything was posted, recognised, settled or told of an invoice since: whoever does holds the end of
 * the journal, which writes it anew. Null for books of nothing.
 */
export async function revenueVersion(tx: Tx): Promise<string | null> {
  const [row] = await tx.rows<{ version: string }>(
    "select xmin || ' ' || position || ' ' || hash as version from journal_heads",
  );
  return row?.version ?? null;
}

/** When the books begin: their first posting, and the first day of which an invoice earns something. */
export interface BooksBeginning {
  readonly posted: Instant | null;
  /** `2026-01-31`. */
  readonly earned: string | null;
}

/** When the books begin; both null for books of nothing. */
export async function booksBeginning(tx: Tx): Promise<BooksBeginning> {
  const [row] = await tx.rows<BooksBeginning>(
    `select (select min(date) from journal_entries) as posted,
      (select min(earned_from)::text from revenue_invoices) as earned`,
  );
  return row ?? { posted: null, earned: null };
}

interface PostingRow {
  readonly invoice: string;
  readonly month: string;
  readonly line: string;
  readonly stream: string;
  readonly currency: string;
  readonly kind: MovementKind;
  readonly amount: string;
  readonly day: string;
  readonly givesBack: boolean;
  readonly fact: string | null;
  readonly note: string | null;
}

const dayOf = (text: string): number => daysFromCivil(expectOk(parseCivilDate(text)));

function postingOf(row: PostingRow): Posting {
  const { invoice, month, line, stream, currency, kind, amount, day, givesBack, fact, note } = row;
  assert(isCurrencyCode(currency), `${currency} is a currency`);
  return {
    contract: invoice,
    obligation: line,
    month: monthOfDay(dayOf(`${month}-01`)),
    stream,
    currency,
    kind,
    amount: decimalOf(amount),
    day: dayOf(day),
    ...(givesBack ? { givesBack: true } : {}),
    ...(fact === null ? {} : { fact }),
    ...(note === null ? {} : { note }),
  };
}

/** What closed months booked of some invoices, by invoice in booked order. */
export async function revenuePostings(
  tx: Tx,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, readonly Posting[]>> {
  const rows = await tx.rows<PostingRow>(
    `select invoice, month, line, stream, currency, kind, amount::text, day::text,
      gives_back as "givesBack", fact, note
    from revenue_postings where invoice = any ($1::text[]) order by invoice, place`,
    [textArray(numbers)],
  );
  const postings = new Map<string, Posting[]>();
  for (const row of rows) {
    const own = postings.get(row.invoice) ?? [];
    postings.set(row.invoice, own);
    own.push(postingOf(row));
  }
  return postings;
}

/** Postings of an invoice, and how many closed months had booked before. */
export interface NewRevenuePostings {
  readonly invoice: string;
  readonly before: number;
  readonly postings: readonly Posting[];
}

const addPostings: Statement = {
  name: "add-revenue-postings",
  text: `insert into revenue_postings
      (invoice, place, month, line, stream, currency, kind, amount, day, gives_back, fact, note)
    select * from unnest($1::text[], $2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
      $8::numeric[], $9::date[], $10::boolean[], $11::text[], $12::text[])`,
};

/** Keeps what a close booked. */
export async function addRevenuePostings(
  tx: Tx,
  booked: readonly NewRevenuePostings[],
): Promise<void> {
  const rows = booked.flatMap(({ invoice, before, postings }) =>
    postings.map((posting, index) => ({ ...posting, invoice, place: before + index })),
  );
  if (rows.length === 0) return;
  await tx.run(addPostings, [
    textArray(rows.map(({ invoice }) => invoice)),
    numberArray(rows.map(({ place }) => place)),
    textArray(rows.map(({ month }) => monthText(month))),
    textArray(rows.map(({ obligation }) => obligation)),
    textArray(rows.map(({ stream }) => stream)),
    textArray(rows.map(({ currency }) => currency)),
    textArray(rows.map(({ kind }) => kind)),
    numberArray(rows.map(({ amount }) => format(amount))),
    textArray(rows.map(({ day }) => dayText(day))),
    textArray(rows.map(({ givesBack }) => String(givesBack === true))),
    nullableTextArray(rows.map(({ fact }) => fact)),
    nullableTextArray(rows.map(({ note }) => note)),
  ]);
}

/** What the journal holds of a line on an account of its stream, of entries dated before a moment. */
export interface StoredLineBalance {
  readonly invoice: string;
  readonly line: string;
  readonly account: string;
  readonly amount: string;
}

/** The balances of the lines of some invoices on the accounts of what is deferred, unbilled and to be paid back. */
export const lineBalances = (
  tx: Tx,
  numbers: readonly string[],
  to: Instant,
): Promise<readonly StoredLineBalance[]> =>
  tx.rows(
    `select invoice, line, account, sum(amount)::text as amount
    from journal_postings
    where invoice = any ($1::text[]) and line is not null and date < $2
      and (account like 'liabilities:deferred:%' or account like 'assets:unbilled:%'
        or account like 'liabilities:refunds:%')
    group by invoice, line, account`,
    [textArray(numbers), formatInstant(to)],
  );

/** The texts of entries that changed lines of some invoices: neither their own nor recognition. */
export const adjustingEntries = async (
  tx: Tx,
  numbers: readonly string[],
): Promise<readonly string[]> =>
  (
    await tx.rows<{ entry: string }>(
      `select entry from journal_entries where position in (
        select p.entry
        from revenue_invoices r
          join journal_postings p on p.invoice = r.number and p.entry <> r.position
          join journal_entries e on e.position = p.entry
        where r.number = any ($1::text[]) and p.line is not null
          and e.id not like 'recognition/%' and e.id not like 'reversal/%'
          and e.id <> 'invoice/' || p.invoice and e.id <> 'credit-note/' || p.invoice
      ) order by position`,
      [textArray(numbers)],
    )
  ).map(({ entry }) => entry);
