import { type Migration, sql } from "kysely";

/**
 * Environments: each is a tenant, and belongs to the organisation that its first one gives the id to. A sandbox has a clock of its own.
 *
 * `organisation` is null of the first environment, which is its own. `clock_at` stands with the sandbox alone; it never goes
 * back. The table keeps no tenant column, as the scheduler walks it.
 *
 * Locking: three columns whose defaults are constants, which rewrites nothing; the check reads a handful of rows. Size: some 20 bytes a
 * tenant.
 */
export const environments: Migration = {
  async up(db) {
    await sql
      .raw(`
        alter table tenants
          add column organisation text collate "C" references tenants,
          add column kind text collate "C" not null default 'live' check (kind in ('live', 'sandbox')),
          add column clock_at timestamptz,
          add constraint sandbox_has_clock check ((kind = 'sandbox') = (clock_at is not null));
        create index tenants_of_organisation on tenants (organisation) where organisation is not null;
        grant update (clock_at) on tenants to florin_app;
      `)
      .execute(db);
  },
};
