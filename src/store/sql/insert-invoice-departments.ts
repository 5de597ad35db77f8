import type { Statement } from "../tenant.ts";

/** Stores whose lines invoices ($2) carry besides those of who pays: the departments ($1), one for one. */
export const insertInvoiceDepartments: Statement = {
  name: "insert-invoice-departments",
  text: `
    insert into invoice_departments (customer, invoice)
    select * from unnest($1::text[], $2::text[])`,
};
