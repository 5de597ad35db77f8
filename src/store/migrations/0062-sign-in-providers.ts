import { type Migration, sql } from "kysely";
import { isolateTenants, tenantColumn } from "./tenant-table.ts";

/**
 * The provider of sign-in of each organisation, in the rows of the tenant that it began with. The client's secret is sealed.
 *
 * `tenants.sign_in_domains` are keyed hashes of the e-mail domains whose people are led to the provider, for who asks before anybody knows
 * whose they are; null where nobody is.
 *
 * Locking: a column without a default, which rewrites nothing; a new table. Size: some 500 bytes an organisation that has one.
 */
export const signInProviders: Migration = {
  async up(db) {
    await sql
      .raw(`
        create table sign_in_providers (
          changed_at timestamptz not null,
          ${tenantColumn} references tenants primary key,
          by_domain boolean not null,
          issuer text not null,
          client_id text not null,
          secret_sealed text not null,
          domains text[] not null,
          role text collate "C"
        );
        ${isolateTenants("sign_in_providers", ["select", "insert", "update", "delete"])}

        alter table tenants add column sign_in_domains text[];
        create index tenants_by_sign_in_domain on tenants using gin (sign_in_domains)
          where sign_in_domains is not null;
        grant update (sign_in_domains) on tenants to florin_app;
      `)
      .execute(db);
  },
};
