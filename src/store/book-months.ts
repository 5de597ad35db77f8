import { customerCredit, prepaidCredits, receivable } from "../ledger/account-name.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import { textArray } from "./array-literal.ts";
import type { Statement, Tx } from "./tenant.ts";

/** The months that the journal is added up by: `starts` of each and, at last, the end of the last; `lastDays`, when the last day of each begins. */
export interface BookMonths {
  readonly starts: readonly Instant[];
  readonly lastDays: readonly Instant[];
}

/** Amounts of one kind of a month. The place of the months' first is 1; what lies before them has place 0. */
export interface MonthAmount {
  readonly place: number;
  readonly currency: string;
  /** Decimal text, debits positive. */
  readonly amount: string;
}

/** What the journal says of months, added up; what nothing was posted of has no row. */
export interface BookSums {
  /** By account: the receivable, prepaid credits, deferred revenue and revenue. */
  readonly posted: readonly (MonthAmount & { readonly account: string })[];
  /** What invoices and credit notes put on the receivable and on customers' credit; of the months alone. */
  readonly sold: readonly MonthAmount[];
  /** What is open and not overdue when a month ends, from the month of a place through the last. */
  readonly current: readonly (MonthAmount & { readonly through: number })[];
  /** Whether a payment of the receivable is in the journal before the end of the months. */
  readonly isPaid: boolean;
}

const postedByAccount: Statement = {
  name: "book-months-posted",
  text: `
    select width_bucket(date, $1::timestamptz[]) as place, account, currency, sum(amount)::text as amount
    from journal_postings
    where date < $2 and (account = any ($3::text[]) or account like 'liabilities:deferred:%'
      or account like 'income:revenue:%')
    group by 1, 2, 3
    order by 1, 2, 3`,
};

const soldByMonth: Statement = {
  name: "book-months-sold",
  text: `
    select width_bucket(p.date, $1::timestamptz[]) as place, p.currency, sum(p.amount)::text as amount
    from journal_postings p join journal_entries e on e.position = p.entry
    where p.account = any ($4::text[]) and p.date >= $3 and p.date < $2
      and (e.id like 'invoice/%' or e.id like 'credit-note/%')
    group by 1, 2
    order by 1, 2`,
};

/**
 * What is open of an invoice stays so until the month in which something is posted to it again. It is due when the invoice's own entry
 * says, where that came before what was posted last, and else on the day on which it first came up.
 */
const currentByMonths: Statement = {
  name: "book-months-current",
  text: `
    with moved as (
      select coalesce(p.invoice, '') as invoice, coalesce(e.customer, '') as customer, p.currency,
        width_bucket(p.date, $1::timestamptz[]) as place, sum(p.amount) as amount,
        min(p.date) as first_at, max(array[(extract(epoch from p.date) * 1000000)::bigint, p.entry]) as last
      from journal_postings p join journal_entries e on e.position = p.entry
      where p.account = $4 and p.date < $2
      group by 1, 2, 3, 4
    ), held as (
      select invoice, customer, currency, place, last, sum(amount) over upto as open,
        min(first_at) over upto as first_at,
        coalesce(lead(place) over upto, cardinality($3::timestamptz[]) + 1) - 1 as until
      from moved window upto as (partition by invoice, customer, currency order by place)
    ), due as (
      select h.*, coalesce(
        case when array[(extract(epoch from sale.date) * 1000000)::bigint, sale.position] <= h.last
          then (sale.entry::json ->> 'dueAt')::timestamptz end, h.first_at) as due_at
      from held h left join journal_entries sale on sale.id = 'invoice/' || h.invoice
      where h.open <> 0 and h.until > 0
    ), counted as (
      select currency, place, least(until, width_bucket(due_at, $3::timestamptz[])) as through, open
      from due
    )
    select place, through, currency, sum(open)::text as amount
    from counted where through >= greatest(place, 1)
    group by 1, 2, 3
    order by 1, 2, 3`,
};

const anyPayment: Statement = {
  name: "book-months-paid",
  text: `
    select exists (
      select from journal_entries e
      where e.id >= 'payment/' and e.id < 'payment0' and e.date < $1 and exists (
        select from journal_postings p where p.entry = e.position and p.account = $2)
    ) as found`,
};

/** Adds up the journal before the end of the months, entry by entry as each is dated. */
export async function bookSums(tx: Tx, { starts, lastDays }: BookMonths): Promise<BookSums> {
  const times = textArray(starts.map(formatInstant));
  const first = formatInstant(starts[0] ?? 0);
  const end = formatInstant(starts.at(-1) ?? 0);
  const days = textArray(lastDays.map(formatInstant));
  const [posted, sold, current, [paid]] = await Promise.all([
    tx.rows<BookSums["posted"][number]>(postedByAccount, [
      times,
      end,
      textArray([receivable, prepaidCredits]),
    ]),
    tx.rows<MonthAmount>(soldByMonth, [times, end, first, textArray([receivable, customerCredit])]),
    tx.rows<BookSums["current"][number]>(currentByMonths, [times, end, days, receivable]),
    tx.rows<{ found: boolean }>(anyPayment, [end, receivable]),
  ]);
  return { posted, sold, current, isPaid: paid?.found === true };
}
