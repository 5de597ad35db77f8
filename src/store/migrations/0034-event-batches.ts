import { type Migration, sql } from "kysely";
import { isolateTenants, tenantColumn } from "./tenant-table.ts";

/**
 * Events on their way into ClickHouse, and where an installation keeps its events.
 *
 * Where events are kept in ClickHouse, an append is the same as without it but for where the content goes: identities are decided by
 * `event_keys`, and in the same commit the rows of those that are new wait in `event_batches`, one row here for each append. From there
 * they are moved, as often as it takes: rows are fixed when they are committed, so to store one again changes nothing.
 *
 * Positions of identities that were taken are answered as `append_events` does; see there for what each step is for.
 *
 * `event_engine` is one row: what the first server chose, as events of one installation lie in one place.
 *
 * Locking: new objects, none. Size: some 300 bytes an event for the second or so until it has been moved.
 */
export const eventBatches: Migration = {
  async up(db) {
    await sql
      .raw(`
        create table event_engine (
          only_row boolean primary key default true check (only_row),
          engine text collate "C" not null check (engine in ('postgres', 'clickhouse'))
        );
        revoke all on event_engine from public;
        grant select, insert, update on event_engine to florin_app;

        create sequence event_batch_numbers;
        revoke all on event_batch_numbers from public;
        grant usage on event_batch_numbers to florin_app;

        create table event_batches (
          ${tenantColumn} references tenants,
          batch bigint not null default nextval('event_batch_numbers'),
          rows text[] not null,
          primary key (tenant, batch)
        );
        ${isolateTenants("event_batches", ["select", "insert", "delete"])}

        create function append_event_batch(
          for_tenant text, known_settlement bigint, stamp timestamptz, expect_fresh boolean,
          sources text[], ids text[], contents bigint[], receipts timestamptz[], customers text[], stored text[],
          known_counters integer, counted_positions integer[], counted text[],
          counted_buckets timestamptz[], counted_amounts numeric[],
          out settlement bigint, out counters integer, out taken integer[], out taken_contents text[])
        language plpgsql as $$
        begin
          settlement := begin_append(for_tenant);
          if settlement <> known_settlement then
            return;
          end if;
          if known_counters is not null then
            select count(*) into counters from counted_meters;
            if counters <> known_counters then
              return;
            end if;
          end if;

          if expect_fresh then
            begin
              insert into event_keys (source, id, content, received_at)
              select source, id, content, coalesce(receipt, stamp)
              from unnest(sources, ids, contents, receipts) as incoming (source, id, content, receipt);
              insert into event_batches (rows) values (stored);
              if counted_positions is not null then
                perform count_appended(
                  customers, null, counted_positions, counted, counted_buckets, counted_amounts);
              end if;
              return;
            exception when unique_violation then
              -- An identity is taken: nothing of the attempt is left.
            end;
          end if;

          with incoming as materialized (
            select * from unnest(sources, ids, contents, receipts, stored) with ordinality
              as incoming (source, id, content, receipt, row, position)
          ), fresh as (
            insert into event_keys (source, id, content, received_at)
            select source, id, content, coalesce(receipt, stamp) from incoming
            on conflict do nothing
            returning source, id
          ), moving as (
            insert into event_batches (rows)
            select array_agg(row order by position) from incoming
            where (source, id) in (select source, id from fresh)
            having count(*) > 0
          )
          select array_agg(position) into taken from incoming
          where (source, id) not in (select source, id from fresh);
          if counted_positions is not null then
            perform count_appended(
              customers, taken, counted_positions, counted, counted_buckets, counted_amounts);
          end if;
          if taken is null then
            return;
          end if;

          perform set_config('enable_seqscan', 'off', true);
          select array_agg((
            select known.content::text from event_keys known
            where known.id = ids[place] and known.source = sources[place]) order by nr)
          into taken_contents from unnest(taken) with ordinality as asked (place, nr);
          if array_position(taken_contents, null) is not null then
            raise exception 'an identity was forgotten while it was looked up'
              using errcode = 'serialization_failure';
          end if;
        end $$;
      `)
      .execute(db);
  },
};
