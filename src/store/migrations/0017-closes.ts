import { type Migration, sql } from "kysely";
import { isolateTenants, tenantColumn } from "./tenant-table.ts";

/**
 * Months that are closed, what was sold with each posted invoice and not all recognised yet, and what each closed month
 * booked of it. The journal says of whom an entry and of which line a posting is, so that it can be asked by either.
 *
 * What is recognised is history and never updated; of an invoice only whether it is settled moves. Invoices that were
 * posted before have no `sold`: it is read from the document.
 *
 * The owner is lifted from row-level security for the length of this transaction, as in 0010.
 * Locking: the tables of the journal, until their new columns are filled. Size: one row (300 bytes) an invoice, one (120
 * bytes) a line and month.
 */
export const closes: Migration = {
  async up(db) {
    await sql
      .raw(`
        create table closes (
          ${tenantColumn} references tenants,
          month text collate "C" not null check (month ~ '^\\d{4}-\\d{2}$'),
          begins_at timestamptz not null,
          ends_at timestamptz not null check (ends_at > begins_at),
          zone text collate "C" not null,
          closed_at timestamptz not null,
          position bigint not null,
          hash text collate "C" not null,
          report text not null,
          primary key (tenant, month)
        );
        ${isolateTenants("closes", ["select", "insert"])}

        create table revenue_invoices (
          ${tenantColumn} references tenants,
          number text collate "C" not null,
          customer text collate "C" not null,
          position bigint not null,
          posted_at timestamptz not null,
          earned_from date not null,
          sold text,
          settled_in text collate "C",
          primary key (tenant, number)
        );
        create index revenue_invoices_open on revenue_invoices (tenant, customer, position)
          where settled_in is null;
        ${isolateTenants("revenue_invoices", ["select", "insert", "update"])}

        create table revenue_postings (
          ${tenantColumn},
          invoice text collate "C" not null,
          place int not null check (place >= 0),
          month text collate "C" not null,
          line text collate "C" not null,
          stream text collate "C" not null,
          currency text collate "C" not null,
          kind text collate "C" not null,
          amount numeric not null check (amount <> 0),
          day date not null,
          gives_back boolean not null,
          fact text collate "C",
          note text,
          primary key (tenant, invoice, place)
        );
        ${isolateTenants("revenue_postings", ["select", "insert"])}

        alter table journal_entries add column customer text collate "C";
        alter table journal_postings add column invoice text collate "C";
        alter table journal_postings add column line text collate "C";
        ${fillJournal}
        create index journal_entries_by_date on journal_entries (tenant, date, position);
        create index journal_entries_by_customer on journal_entries (tenant, customer, date, position)
          where customer is not null;
        create index invoices_by_number on invoices (tenant, number);
        create index journal_postings_by_line on journal_postings (tenant, invoice, line)
          where line is not null;
      `)
      .execute(db);
  },
};

const streamAccounts = "^(liabilities:deferred|assets:unbilled|income:revenue):";

const fillJournal = `
  alter table journal_entries disable row level security;
  alter table journal_postings disable row level security;
  alter table invoices disable row level security;
  alter table invoice_lines disable row level security;
  alter table revenue_invoices disable row level security;
  update journal_entries set customer = entry::json ->> 'customer';
  update journal_postings p
  set invoice = coalesce(posting ->> 'invoice',
      case when is_line then said.number end),
    line = case when is_line then posting ->> 'line' end
  from (
    select e.tenant, e.position, e.entry::json #>> '{document,number}' as number, posting, place - 1 as place,
      posting ->> 'line' is not null and posting ->> 'account' ~ '${streamAccounts}' as is_line
    from journal_entries e
      cross join lateral json_array_elements(e.entry::json -> 'postings')
        with ordinality as held (posting, place)
  ) as said
  where p.tenant = said.tenant and p.entry = said.position and p.place = said.place;
  insert into revenue_invoices (tenant, number, customer, position, posted_at, earned_from)
  select i.tenant, i.number, i.customer, e.position, e.date,
    least(e.date::date, (select min(l.period_from)::date from invoice_lines l
      where l.tenant = i.tenant and l.invoice = i.id)) - 1
  from invoices i join journal_entries e
    on e.tenant = i.tenant and e.id in ('invoice/' || i.number, 'credit-note/' || i.number);
  alter table journal_entries enable row level security;
  alter table journal_postings enable row level security;
  alter table invoices enable row level security;
  alter table invoice_lines enable row level security;
  alter table revenue_invoices enable row level security;`;
