import type { Statement } from "../tenant.ts";

/** Stores final invoices whose numbers were just taken, each with its document as the very bytes that were sent. */
export const insertInvoices: Statement = {
  name: "insert-invoices",
  text: `
    insert into invoices (id, customer, customer_name, series, position, number, status, currency,
      issued_at, due_at, total, line_count, document)
    select id, customer, customer_name, $4, position, number, 'final', currency,
      issued_at, due_at, total, line_count, document
    from unnest($1::text[], $2::text[], $3::text[], $5::bigint[], $6::text[], $7::text[],
        $8::timestamptz[], $9::timestamptz[], $10::numeric[], $11::integer[], $12::text[])
      as issued (id, customer, customer_name, position, number, currency,
        issued_at, due_at, total, line_count, document)`,
};
