import { type Migration, sql } from "kysely";

/**
 * Finds the invoices of a page of customers whether anything is left to recognise of them or not, so that what remained at a month's
 * end is not read by looking through all of them for each page.
 *
 * Locking: writes to `revenue_invoices` wait while it is built. Size: some 60 bytes an invoice.
 */
export const revenueByCustomer: Migration = {
  async up(db) {
    await sql
      .raw(
        "create index revenue_invoices_by_customer on revenue_invoices (tenant, customer, position)",
      )
      .execute(db);
  },
};
