import type { Statement } from "../tenant.ts";

/** Stores the lines of the invoices of the same transaction. */
export const insertInvoiceLines: Statement = {
  name: "insert-invoice-lines",
  text: `
    insert into invoice_lines (invoice, position, customer, currency, stream, kind, plan, charge, meter,
      period_from, period_to, quantity, amount, issued_month)
    select * from unnest($1::text[], $2::integer[], $3::text[], $4::text[], $5::text[], $6::text[],
      $7::text[], $8::text[], $9::text[], $10::timestamptz[], $11::timestamptz[],
      $12::numeric[], $13::numeric[], $14::date[])`,
};
