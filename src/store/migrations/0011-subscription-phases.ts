import { type Migration, sql } from "kysely";
import { isolateTenants, tenantColumn } from "./tenant-table.ts";

/**
 * Subscriptions that change: an account keeps each as phases of unchanged terms, `subscription_phases` holds what they come
 * to for those who ask which plan is in service when, and `account_facts` takes facts of every kind, which need not be about
 * a product or a day. What an open subscription paid in advance is read back from its last two recurring lines, so that
 * one bought before this can be cut, too.
 *
 * The owner is lifted from row-level security for the length of this transaction, as in 0010.
 * Locking: accounts and account_facts, until all of them is rewritten. Size: one row for each phase.
 */
export const subscriptionPhases: Migration = {
  async up(db) {
    await sql
      .raw(`
        alter table account_facts drop constraint account_facts_kind_check;
        alter table account_facts add constraint account_facts_kind_check
          check (kind ~ '^[a-z]+(-[a-z]+)*$');
        alter table account_facts alter column product drop not null;
        alter table account_facts alter column starts_at drop not null;

        create table subscription_phases (
          ${tenantColumn} references tenants,
          customer text collate "C" not null,
          subscription text collate "C" not null,
          phase int not null check (phase > 0),
          plan text collate "C" not null,
          model text collate "C" not null,
          starts_at timestamptz not null,
          trial_until timestamptz check (trial_until > starts_at),
          ends_at timestamptz,
          sequel text collate "C" check (sequel in ('change', 'pause', 'end')),
          paused_to timestamptz check (paused_to is null or sequel = 'pause'),
          terms text not null,
          primary key (tenant, customer, subscription, phase),
          check (ends_at > starts_at),
          check ((ends_at is null) = (sequel is null))
        );
        create index subscription_phases_by_plan on subscription_phases (tenant, plan);

        alter table accounts disable row level security;
        alter table account_facts disable row level security;
        alter table invoices disable row level security;
        ${copyPhases}
        ${phasesOfStates}
        alter table accounts enable row level security;
        alter table account_facts enable row level security;
        alter table invoices enable row level security;
        ${isolateTenants("subscription_phases", ["select", "insert", "delete"])}
      `)
      .execute(db);
  },
};

const copyPhases = `
  insert into subscription_phases
    (tenant, customer, subscription, phase, plan, model, starts_at, ends_at, sequel, terms)
  select f.tenant, f.customer, f.id, 1, f.product, held.subscription ->> 'model', f.starts_at, f.ends_at,
    case when f.ends_at is null then null else 'end' end, held.subscription ->> 'fact'
  from accounts a
    cross join lateral jsonb_array_elements(a.state::jsonb -> 'subscriptions') as held (subscription)
    join account_facts f on f.tenant = a.tenant and f.kind = 'subscription'
      and f.id = held.subscription #>> '{fact,id}';`;

const phasesOfStates = `
  update accounts a set state = (
    select jsonb_set(old.state || '{"lastChange": null}', '{subscriptions}', coalesce(
      (
        select jsonb_agg(
          jsonb_build_object(
            'fact', subscription -> 'fact',
            'phases', jsonb_build_array(
              jsonb_build_object('key', subscription #>> '{fact,id}') || subscription || jsonb_build_object(
                'cutSince', null, 'anchor', null, 'refundsUnused', false,
                'paid', coalesce((
                  select jsonb_agg(
                    jsonb_build_object(
                      'index', substring(line ->> 'id' from '[^/]*$')::int,
                      'invoices', jsonb_build_array(i.id),
                      'paidTo', (extract(epoch from (line #>> '{period,to}')::timestamptz) * 1000)::bigint,
                      'gross', line ->> 'gross', 'net', line ->> 'amount')
                    order by substring(line ->> 'id' from '[^/]*$')::int)
                  from invoices i cross join lateral jsonb_array_elements(i.document::jsonb -> 'lines') as billed (line)
                  where i.tenant = a.tenant and i.customer = a.customer
                    and line ->> 'kind' = 'recurring' and line ->> 'subscription' = subscription #>> '{fact,id}'
                    and substring(line ->> 'id' from '[^/]*$')::int >= (subscription ->> 'nextRecurring')::int - 2
                ), '[]'))),
            'changes', '[]'::jsonb)
          order by place)
        from jsonb_array_elements(old.state -> 'subscriptions') with ordinality as held (subscription, place)
      ),
      '[]'))::text
    from (select a.state::jsonb as state) as old
  );`;
