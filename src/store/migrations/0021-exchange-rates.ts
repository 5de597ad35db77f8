import { type Migration, sql } from "kysely";
import { isolateTenants, tenantColumn } from "./tenant-table.ts";

/**
 * Exchange rates by pair and day, and since when each is known: what was booked by one stays explained when it is corrected.
 *
 * Locking: a new table, none. Size: 100 bytes a rate; the thirty of a central bank make 8,000 a year.
 */
export const exchangeRates: Migration = {
  async up(db) {
    await sql
      .raw(`
        create table exchange_rates (
          ${tenantColumn} references tenants,
          from_currency text collate "C" not null,
          to_currency text collate "C" not null,
          day date not null,
          known_since timestamptz not null,
          rate numeric not null check (rate > 0),
          source text not null,
          primary key (tenant, from_currency, to_currency, day, known_since)
        );
        ${isolateTenants("exchange_rates", ["select", "insert"])}
      `)
      .execute(db);
  },
};
