import { type Migration, sql } from "kysely";

/**
 * Moves what closed usage periods were billed from the account, where it stood under `subscription/charge`, to each
 * subscription, under `charge`. Then the states of all accounts have the same fields, which the engine rewards.
 *
 * The owner is bound by row-level security like everybody, so it is lifted from the table for the length of this
 * transaction; the lock that this takes keeps everybody else out meanwhile.
 * Locking: the table of accounts, until all of it is rewritten. Size: unchanged.
 */
export const billedPeriods: Migration = {
  async up(db) {
    await sql
      .raw(`
        alter table accounts disable row level security;
        update accounts set state = (
          select jsonb_set(
            old.state - 'billed',
            '{subscriptions}',
            coalesce(
              (
                select jsonb_agg(
                  subscription || jsonb_build_object('billed', coalesce(
                    (
                      select jsonb_object_agg(substring(key from '[^/]*$'), periods)
                      from jsonb_each(old.state -> 'billed') as known (key, periods)
                      where regexp_replace(key, '/[^/]*$', '') = subscription #>> '{fact,id}'
                    ),
                    '{}'
                  ))
                  order by place
                )
                from jsonb_array_elements(old.state -> 'subscriptions')
                  with ordinality as held (subscription, place)
              ),
              '[]'
            )
          )::text
          from (select accounts.state::jsonb as state) as old
        )
        where state::jsonb ? 'billed';
        alter table accounts enable row level security;
      `)
      .execute(db);
  },
};
