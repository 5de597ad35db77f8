import { type Migration, sql } from "kysely";
import { isolateTenants, tenantColumn } from "./tenant-table.ts";

/**
 * What an organisation has of its own, in the rows of the tenant that it began with: its name, roles that it made, and which of its
 * environments a member may enter.
 *
 * `members.environments` is null of a member who may enter all, later ones too. `members.subject` is who a provider of sign-in says that
 * they are, noted at their first sign-in by it. `sessions.environment` is null of a session in the environment that the organisation
 * began with.
 *
 * Locking: columns without defaults, or with a constant one, which rewrite nothing; new tables. Size: some 20 bytes a member, a
 * kilobyte a role.
 */
export const organisations: Migration = {
  async up(db) {
    await sql
      .raw(`
        alter table members
          add column suspended_at timestamptz,
          add column recovery_until timestamptz,
          add column recovery_hash text,
          add column recovery_ends_codes boolean not null default false,
          add column environments text[],
          add column subject text collate "C";
        alter table sessions add column environment text collate "C" references tenants;

        create table custom_roles (
          created_at timestamptz not null,
          ${tenantColumn} references tenants,
          id text collate "C" not null,
          name text not null,
          actions text[] not null,
          primary key (id, tenant)
        );
        ${isolateTenants("custom_roles", ["select", "insert", "update", "delete"])}

        create table organisations (
          ${tenantColumn} references tenants primary key,
          name text not null
        );
        ${isolateTenants("organisations", ["select", "insert", "update"])}
      `)
      .execute(db);
  },
};
