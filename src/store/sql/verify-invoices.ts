import type { Statement } from "../tenant.ts";

/**
 * Everything that must hold of stored invoices, as rows of what does not: this replaces the foreign key of lines, and
 * checks more. Amounts compare as numbers.
 */
export const verifyInvoicesSql: Statement = {
  name: "verify-invoices",
  text: `
    with lines as (
      select invoice, count(*) as lines, sum(amount) as amount from invoice_lines group by invoice
    ), documents as (
      select id, line_count, total, number, customer, currency, document::jsonb as document
      from invoices
    )
    select l.invoice as subject, 'line without invoice: ' || l.lines || ' lines' as broken
    from lines l where not exists (select from invoices i where i.id = l.invoice)
    union all
    select i.id, 'line count: stated ' || i.line_count || ', stored ' || coalesce(l.lines, 0)
    from invoices i left join lines l on l.invoice = i.id
    where i.line_count <> coalesce(l.lines, 0)
    union all
    select d.id, 'lines do not add up: lines ' || coalesce(l.amount, 0) || ', total ' || d.total
    from documents d left join lines l on l.invoice = d.id
    where coalesce(l.amount, 0) + (d.document ->> 'tax')::numeric <> d.total
    union all
    select d.id, 'document differs: a column is not what the document says'
    from documents d
    where (d.document ->> 'total')::numeric <> d.total or d.document ->> 'number' <> d.number
      or d.document ->> 'customer' <> d.customer or d.document ->> 'currency' <> d.currency
      or jsonb_array_length(d.document -> 'lines') <> d.line_count
    union all
    select coalesce(said.id, kept.invoice), 'departments differ: ' || coalesce(said.customer, kept.customer)
    from (
      select distinct d.id, line #>> '{customer,id}' as customer
      from documents d cross join lateral jsonb_array_elements(d.document -> 'lines') as held (line)
      where line ? 'customer'
    ) as said
    full join invoice_departments kept on kept.invoice = said.id and kept.customer = said.customer
    where said.id is null or kept.invoice is null
    union all
    select s.series, 'numbers not gapless: next ' || s.next || ', stored ' || count(i.id)
      || ' from ' || coalesce(min(i.position), 0) || ' to ' || coalesce(max(i.position), 0)
    from number_series s left join invoices i on i.series = s.series
    group by s.series, s.next
    having count(i.id) <> s.next - 1 or coalesce(max(i.position), 0) <> s.next - 1
    union all
    select i.series, 'series unknown: ' || count(*) || ' invoices'
    from invoices i where not exists (select from number_series s where s.series = i.series)
    group by i.series
    order by 1, 2`,
};
