import { type Migration, sql } from "kysely";
import { isolateTenants, tenantColumn } from "./tenant-table.ts";

/**
 * People who sign in, and where they are signed in. They belong to the organisation, so they are rows of the tenant that it
 * began with. Of a password, an invitation, a session and a recovery code a hash is kept; the secret of one-time codes is sealed.
 *
 * Locking: new tables, none. Size: some 600 bytes a person, 300 a session.
 */
export const people: Migration = {
  async up(db) {
    await sql
      .raw(`
        create table members (
          created_at timestamptz not null,
          invited_until timestamptz,
          ended_at timestamptz,
          totp_used bigint not null default 0,
          ${tenantColumn} references tenants,
          id text collate "C" not null,
          email text collate "C" not null,
          name text not null,
          role text collate "C" not null,
          invitation_hash text,
          password_hash text,
          totp_sealed text,
          totp_on boolean not null default false,
          recovery_hashes text[] not null default '{}',
          primary key (id, tenant)
        );
        create unique index members_of_email on members (email, tenant) where ended_at is null;
        ${isolateTenants("members", ["select", "insert", "update"])}

        create table sessions (
          created_at timestamptz not null,
          seen_at timestamptz not null,
          expires_at timestamptz not null,
          ended_at timestamptz,
          ${tenantColumn} references tenants,
          id text collate "C" not null,
          member text collate "C" not null,
          secret_hash text not null,
          agent text not null,
          primary key (id, tenant)
        );
        create index sessions_of_member on sessions (member, tenant);
        ${isolateTenants("sessions", ["select", "insert", "update"])}
      `)
      .execute(db);
  },
};
