import { type Migration, sql } from "kysely";

/**
 * From which day the periods of changed terms are counted, beside the terms: lists say when a subscription renews without reading
 * whole accounts. Those that are kept already are taken from the accounts.
 *
 * The owner is lifted from row-level security for the length of this transaction, as in 0010.
 * Locking: subscription_phases and accounts, until the phases after a change are written. Size: ten bytes for each of them.
 */
export const phaseAnchors: Migration = {
  async up(db) {
    await sql
      .raw(`
        alter table subscription_phases add column anchor text collate "C";

        alter table accounts disable row level security;
        alter table subscription_phases disable row level security;
        update subscription_phases p set anchor = held.anchor
        from (
          select a.tenant, s.subscription #>> '{fact,customer}' as customer,
            s.subscription #>> '{fact,id}' as id, h.place, h.phase ->> 'anchor' as anchor
          from accounts a
            cross join lateral jsonb_array_elements(a.state::jsonb -> 'subscriptions') as s (subscription)
            cross join lateral jsonb_array_elements(s.subscription -> 'phases')
              with ordinality as h (phase, place)
        ) as held
        where held.tenant = p.tenant and held.customer = p.customer and held.id = p.subscription
          and held.place = p.phase and held.anchor is not null;
        alter table accounts enable row level security;
        alter table subscription_phases enable row level security;
      `)
      .execute(db);
  },
};
