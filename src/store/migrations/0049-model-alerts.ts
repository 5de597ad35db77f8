import { type Migration, sql } from "kysely";

/**
 * What the model's alerts say of a firing, and which tenants have use looked at for alerts.
 *
 * `alert` and `alert_name` are null where a quota alerts by itself, `currency` where what was used is no money. `looks_at_use` is
 * set when a model is published that needs it, and never taken back; it stands with the tenant, as the scheduler walks those.
 * Tenants of before have it where they published anything.
 *
 * Locking: columns whose defaults are constants, which rewrites nothing; one update of the list of tenants. Size: some 60 bytes an
 * alert, a byte a tenant.
 */
export const modelAlerts: Migration = {
  async up(db) {
    await sql
      .raw(`
        alter table alert_firings
          add column notify text[] not null default '{customer}',
          add column currency text,
          add column alert text collate "C",
          add column alert_name text,
          add column suggest text collate "C";

        alter table tenants add column looks_at_use boolean not null default false;
        grant update (looks_at_use) on tenants to florin_app;

        do $$
        declare
          one text;
        begin
          for one in select id from tenants loop
            perform set_config('florin.tenant', one, true);
            update tenants set looks_at_use = exists (select from models) where id = one;
          end loop;
          perform set_config('florin.tenant', '', true);
        end $$;
      `)
      .execute(db);
  },
};
