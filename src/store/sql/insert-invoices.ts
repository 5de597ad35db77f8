import type { Statement } from "../tenant.ts";

/**
 * Stores final invoices whose numbers were just taken. Their documents come as one JSON list: an element of a `json`
 * (not `jsonb`) list is the very text that was sent, so the bytes stay, and nothing is escaped on the way.
 */
export const insertInvoices: Statement = {
  name: "insert-invoices",
  text: `
    insert into invoices (id, customer, customer_name, series, position, number, status, currency,
      issued_at, due_at, total, line_count, document)
    select id, customer, customer_name, $4, position, number, 'final', currency,
      issued_at, due_at, total, line_count, document::text
    from rows from (
      unnest($1::text[], $2::text[], $3::text[], $5::bigint[], $6::text[], $7::text[],
        $8::timestamptz[], $9::timestamptz[], $10::numeric[], $11::integer[]),
      json_array_elements($12::json)
    ) as issued (id, customer, customer_name, position, number, currency,
        issued_at, due_at, total, line_count, document)`,
};
