import type { Instant } from "../time/instant.ts";
import { textArray } from "./array-literal.ts";
import type { Statement, Tx } from "./tenant.ts";

/** What an issued document says of what is owed. */
export interface OwedDocument {
  readonly customer: string;
  readonly id: string;
  readonly number: string;
  readonly currency: string;
  /** Decimal text; below zero for a credit note. */
  readonly total: string;
  readonly issuedAt: Instant;
  readonly dueAt: Instant;
  /** Ids of the invoices that a credit note corrects. */
  readonly corrects: readonly string[];
}

const owed: Statement = {
  name: "owed-documents",
  text: `select customer, id, number, currency, total::text as total, issued_at as "issuedAt",
      due_at as "dueAt",
      case when total < 0 then coalesce(document::jsonb -> 'corrects', '[]') else '[]' end as corrects
    from invoices where customer = any ($1::text[])
    order by customer, issued_at, series, position`,
};

/** The documents of these customers, by customer, in the order in which they were issued. */
export const owedDocuments = (
  tx: Tx,
  customers: readonly string[],
): Promise<readonly OwedDocument[]> => tx.rows(owed, [textArray(customers)]);

/** An invoice's number and whose it is; undefined where there is none by that id. */
export async function invoiceById(
  tx: Tx,
  id: string,
): Promise<{ readonly number: string; readonly customer: string } | undefined> {
  const [row] = await tx.rows<{ number: string; customer: string }>(
    "select number, customer from invoices where id = $1",
    [id],
  );
  return row;
}
