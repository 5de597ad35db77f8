import { formatInstant, type Instant } from "../time/instant.ts";
import { postedUntil } from "./journal.ts";
import type { Tx } from "./tenant.ts";

/** Accounts whose next invoice is due by a moment. */
export interface DueAccounts {
  readonly waiting: number;
  readonly parked: number;
}

/** How many accounts are due by a moment and not billed: those that wait their turn, and those that are parked. */
export async function accountsDueBy(tx: Tx, by: Instant): Promise<DueAccounts> {
  const [row] = await tx.rows<{ waiting: number; parked: number }>(
    `select count(*) filter (where parked_reason is null)::int as waiting,
      count(*) filter (where parked_reason is not null)::int as parked
    from accounts where next_due <= $1`,
    [formatInstant(by)],
  );
  return row ?? { waiting: 0, parked: 0 };
}

/** How many issued documents and movements of money are not in the journal. */
export async function unpostedCount(tx: Tx): Promise<number> {
  const [row] = await tx.rows<{ count: string }>(
    `with ${postedUntil}
      select (
        select count(*) from posted
          join invoices i on i.series = posted.series and i.position > posted.position
      ) + (select count(*) from account_movements where not posted) as count`,
  );
  return Number(row?.count ?? 0);
}

/**
 * The numbers of documents of the journal from one moment to another whose entry is not what the document says: on the
 * receivable for an invoice, on the customers' credit for a credit note. At most ten.
 */
export const documentsUnlikeEntries = async (
  tx: Tx,
  from: Instant,
  to: Instant,
): Promise<readonly string[]> =>
  (
    await tx.rows<{ number: string }>(
      `with entries as (
        select position, split_part(id, '/', 1) as kind, substring(id from position('/' in id) + 1) as number
        from journal_entries
        where date >= $1 and date < $2 and (id like 'invoice/%' or id like 'credit-note/%')
      ), posted as (
        select e.number, sum(p.amount) filter (where p.account =
          case e.kind when 'invoice' then 'assets:receivable' else 'liabilities:customer-credit' end) as amount
        from entries e left join journal_postings p on p.entry = e.position
        group by e.number
      )
      select p.number from posted p join invoices i on i.number = p.number
      where coalesce(p.amount, 0) <> i.total
      order by p.number limit 10`,
      [formatInstant(from), formatInstant(to)],
    )
  ).map(({ number }) => number);

/** Invoices that more was posted against than they come to, in entries dated before a moment; at most ten. */
export const oversettledInvoices = async (tx: Tx, to: Instant): Promise<readonly string[]> =>
  (
    await tx.rows<{ invoice: string }>(
      `select invoice from journal_postings
      where account = 'assets:receivable' and date < $1
      group by invoice, currency having sum(amount) < 0
      order by invoice limit 10`,
      [formatInstant(to)],
    )
  ).map(({ invoice }) => invoice);

/** Waits until this transaction is the tenant's only biller: nothing is issued until it ends. */
export async function holdBillingTurn(tx: Tx): Promise<void> {
  await tx.run(
    "select pg_advisory_xact_lock(hashtextextended('florin.billing ' || current_setting('florin.tenant'), 0))",
  );
}
