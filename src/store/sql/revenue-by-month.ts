import type { Statement } from "../tenant.ts";

/** Billed amounts by stream, month of issue and currency. */
export const revenueByMonth: Statement = {
  name: "revenue-by-month",
  text: `
    select stream, to_char(issued_month, 'YYYY-MM') as month, currency, sum(amount)::text as amount
    from invoice_lines
    group by stream, issued_month, currency
    order by issued_month, stream, currency`,
};
