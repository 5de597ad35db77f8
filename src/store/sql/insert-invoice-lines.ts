import type { Statement } from "../tenant.ts";

/** Stores the lines ($5 onward, each with the ordinal of its invoice) of the invoices ($1 to $4) of the same transaction. */
export const insertInvoiceLines: Statement = {
  name: "insert-invoice-lines",
  text: `
    insert into invoice_lines (invoice, position, customer, currency, stream, kind, plan, charge, meter,
      period_from, period_to, quantity, amount, issued_month)
    select invoice, position, customer, currency, stream, kind, plan, charge, meter,
      period_from, period_to, quantity, amount, issued_month
    from unnest($5::integer[], $6::integer[], $7::text[], $8::text[], $9::text[], $10::text[],
      $11::text[], $12::timestamptz[], $13::timestamptz[], $14::numeric[], $15::numeric[])
      as line (ordinal, position, stream, kind, plan, charge, meter, period_from, period_to,
        quantity, amount)
    join unnest($1::text[], $2::text[], $3::text[], $4::date[]) with ordinality
      as issued (invoice, customer, currency, issued_month, ordinal) using (ordinal)`,
};
