import { type Migration, sql } from "kysely";
import { isolateTenants, tenantColumn } from "./tenant-table.ts";

/**
 * What a tenant chose for its documents: settings as JSON text, and the bytes of its logo with their SHA-256, so that a
 * document's validator is known without reading them.
 *
 * Locking: a new table, none. Size: at most one row a tenant, of up to a megabyte and what the settings take.
 */
export const tenantDocumentSettings: Migration = {
  async up(db) {
    await sql
      .raw(`
        create table tenant_document_settings (
          ${tenantColumn} references tenants,
          settings text not null check (octet_length(settings) <= 1000000),
          logo bytea check (octet_length(logo) <= 1000000),
          logo_type text collate "C" check (logo_type in ('image/png', 'image/jpeg')),
          logo_sha256 text collate "C",
          primary key (tenant),
          check ((logo is null) = (logo_type is null) and (logo is null) = (logo_sha256 is null))
        );
        ${isolateTenants("tenant_document_settings", ["select", "insert", "update"])}
      `)
      .execute(db);
  },
};
