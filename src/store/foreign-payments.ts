import { ok, type Result } from "../fault/fault.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import { where } from "./list-conditions.ts";
import { decodeCursor, type ListScope, type Page, type PageRequest, pageOf } from "./page.ts";
import { sqlParameters } from "./sql-parameters.ts";
import type { Tx } from "./tenant.ts";

/** Kinds of documents that move a customer's money. */
export const moneyKinds = ["payment", "refund", "payment-reversal"] as const;

/** Which of them to list; dated from a moment on, and before another. */
export interface ForeignPaymentListRequest extends PageRequest {
  /** That of the books: what touches no other is left out. */
  readonly books: string;
  readonly customer?: string;
  readonly from?: Instant;
  readonly to?: Instant;
}

/** An entry that moved money in another currency than that of the books. */
export interface StoredForeignPayment {
  readonly position: number;
  readonly date: Instant;
  readonly entry: string;
  readonly customer: string;
  readonly name: string | null;
  /** By how much what was open is carried at less, debits positive; null where it is not known, or nothing was carried. */
  readonly carried: string | null;
}

/** A page of them, the latest first. Refuses a cursor that is not of this list. */
export async function listForeignPayments(
  tx: Tx,
  { books, customer, from, to, limit, cursor }: ForeignPaymentListRequest,
): Promise<Result<Page<StoredForeignPayment>>> {
  const [first, last] = [from, to].map((at) => (at === undefined ? undefined : formatInstant(at)));
  const filters = { books, customer, from: first, to: last };
  const scope: ListScope = { list: "foreign-payments", tenant: tx.tenant, filters };
  const parameters = sqlParameters();
  const conditions = [
    `split_part(e.id, '/', 1) in (${moneyKinds.map((kind) => `'${kind}'`).join(", ")})`,
    `exists (select from journal_postings p
      where p.entry = e.position and p.currency <> ${parameters.add(books)})`,
  ];
  if (customer !== undefined) conditions.push(`e.customer = ${parameters.add(customer)}`);
  if (first !== undefined) conditions.push(`e.date >= ${parameters.add(first)}`);
  if (last !== undefined) conditions.push(`e.date < ${parameters.add(last)}`);
  if (cursor !== undefined) {
    const after = decodeCursor(scope, cursor, 2);
    if (!after.ok) return after;
    const [date = "", position = ""] = after.value;
    conditions.push(
      `(e.date, e.position) < (${parameters.add(date)}::timestamptz, ${parameters.add(position)}::bigint)`,
    );
  }
  const rows = await tx.rows<StoredForeignPayment & { readonly position: string }>(
    `select e.position, e.date, e.entry, e.customer, c.name, m.carried
    from (
      select * from journal_entries e ${where(conditions)}
      order by e.date desc, e.position desc limit ${parameters.add(limit + 1)}
    ) as e
      left join customers c on c.id = e.customer
      left join lateral (
        select case when bool_or(unvalued) then null else sum(carried)::text end as carried
        from currency_moves where entry = e.position
          and account in ('assets:receivable', 'liabilities:customer-credit')
      ) as m on true
    order by e.date desc, e.position desc`,
    parameters.values,
  );
  const payments = rows.map((row) => ({ ...row, position: Number(row.position) }));
  return ok(
    pageOf(payments, limit, scope, ({ date, position }) => [formatInstant(date), String(position)]),
  );
}
