import { type Migration, sql } from "kysely";
import { isolateTenants, tenantColumn } from "./tenant-table.ts";

/**
 * The portal of a tenant's own customers: how it looks and what it allows, the people of customers, the links that open it, and the
 * sessions that they open. Of links and sessions the HMAC of their secret is kept.
 *
 * A session ends with its link and with its member: both are looked at on each request, so nothing has to be kept in step.
 * Locking: new tables, none. Size: some 300 bytes a link, member or session; a logo has a hundred kilobytes at most.
 */
export const portal: Migration = {
  async up(db) {
    await sql
      .raw(`
        create table portal_settings (
          ${tenantColumn} references tenants primary key,
          settings text not null
        );
        ${isolateTenants("portal_settings", ["select", "insert", "update"])}

        create table portal_members (
          created_at timestamptz not null,
          seen_at timestamptz,
          ended_at timestamptz,
          ${tenantColumn} references tenants,
          id text collate "C" not null,
          customer text collate "C" not null,
          email text not null,
          name text not null,
          role text not null,
          primary key (id, tenant)
        );
        create unique index portal_members_by_email on portal_members (customer, email, tenant)
          where ended_at is null;
        ${isolateTenants("portal_members", ["select", "insert", "delete"])}
        grant update (role, seen_at, ended_at) on portal_members to florin_app;

        create table portal_links (
          created_at timestamptz not null,
          expires_at timestamptz not null,
          used_at timestamptz,
          revoked_at timestamptz,
          ${tenantColumn} references tenants,
          id text collate "C" not null,
          customer text collate "C" not null,
          member text collate "C",
          role text not null,
          embed boolean not null,
          once boolean not null,
          language text,
          return_to text,
          secret_hash text not null,
          primary key (id, tenant)
        );
        create index portal_links_of_customer on portal_links (tenant, customer, created_at, id);
        create index portal_links_by_time on portal_links (tenant, created_at, id);
        ${isolateTenants("portal_links", ["select", "insert", "delete"])}
        grant update (used_at, revoked_at) on portal_links to florin_app;

        create table portal_sessions (
          created_at timestamptz not null,
          seen_at timestamptz not null,
          expires_at timestamptz not null,
          ended_at timestamptz,
          ${tenantColumn} references tenants,
          id text collate "C" not null,
          link text collate "C" not null,
          customer text collate "C" not null,
          secret_hash text not null,
          primary key (id, tenant)
        );
        create index portal_sessions_of_link on portal_sessions (link, tenant);
        create index portal_sessions_by_end on portal_sessions (tenant, expires_at);
        ${isolateTenants("portal_sessions", ["select", "insert", "delete"])}
        grant update (seen_at, ended_at) on portal_sessions to florin_app;
      `)
      .execute(db);
  },
};
