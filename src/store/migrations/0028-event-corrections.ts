import { type Migration, sql } from "kysely";
import { isolateTenants, tenantColumn } from "./tenant-table.ts";

/**
 * Corrections of usage events, and what they leave of what an event said.
 *
 * An event that is corrected keeps its row: the row says from when it counts no more, and a replacement is a row of its own
 * beside it, received when it was accepted. So what was known at any moment is one condition on a row, "received before,
 * and not withdrawn before", and every aggregation leaves a voided event out where a negative event would be needed
 * otherwise, which no peak, percentile or count of distinct values can be given. `withdrawn_at` is the one column of
 * history that is ever written again, once, and the application may write no other.
 *
 * Events are looked up by their identity for it. An index of identities over events would cost each insert more than a
 * correction may cost; `event_keys` knows when an event was received, and events lie by that in their tables, so an
 * index of block ranges finds them. It covers the time too, for those who page through events by time.
 *
 * Locking: writers of events wait while the index of block ranges is built, a second or so for each million of events.
 * Size: a few bytes for a thousand events; some 100 for an event that was corrected, and 200 for its correction.
 */
export const eventCorrections: Migration = {
  async up(db) {
    await sql
      .raw(`
        create table event_corrections (
          ${tenantColumn},
          id text collate "C" not null,
          kind text not null,
          source text collate "C" not null,
          event text collate "C" not null,
          change jsonb,
          reason text,
          received_at timestamptz not null,
          primary key (tenant, id)
        );
        create index event_corrections_of_event on event_corrections (event, source, tenant);
        ${isolateTenants("event_corrections", ["select", "insert"])}

        alter table events add column withdrawn_at timestamptz;
        alter table events add column correction text collate "C";
        grant update (withdrawn_at) on events to florin_app;
        create index events_withdrawn on events (customer, tenant, type, withdrawn_at)
          where withdrawn_at is not null;
        create index events_by_receipt on events
          using brin (received_at, time) with (pages_per_range = 32, autosummarize = on);
      `)
      .execute(db);
  },
};
