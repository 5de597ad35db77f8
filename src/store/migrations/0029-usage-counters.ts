import { type Migration, sql } from "kysely";
import { isolateTenants, tenantColumn } from "./tenant-table.ts";

/**
 * What was used, by quarter-hours, of meters that a quota looks at: kept in the transaction that stores the events, so that a
 * quota is decided without reading them.
 *
 * Every time zone is a whole number of quarter-hours from UTC, so the windows of quotas are made of whole ones, but for
 * minutes and rolling windows, whose edges are read from the events.
 *
 * `counted_meters` says what is counted; rows are only ever added, so their number tells a writer whether it knows them all. An
 * append sends what its events add to which counter; where another meter is counted by now it stores nothing, as with a
 * settlement, and is sent once more. A meter is added under the lock that appends share, with what was stored before.
 * `append_events` has these parameters besides those of its migration, to which everything said there still applies.
 *
 * Locking: new tables, none. Size: 100 bytes for each quarter-hour, customer and counted meter in which something was used.
 */
export const usageCounters: Migration = {
  async up(db) {
    await sql
      .raw(`
        create table counted_meters (
          ${tenantColumn},
          counter text collate "C" not null,
          definition text not null,
          primary key (tenant, counter)
        );
        ${isolateTenants("counted_meters", ["select", "insert"])}

        create table usage_counters (
          bucket timestamptz not null,
          quantity numeric not null,
          ${tenantColumn},
          customer text collate "C" not null,
          counter text collate "C" not null,
          primary key (customer, counter, tenant, bucket)
        );
        ${isolateTenants("usage_counters", ["select", "insert", "update", "delete"])}

        create function count_usage(
          customers text[], counters text[], buckets timestamptz[], amounts numeric[])
        returns void language sql as $$
          insert into usage_counters (customer, counter, bucket, quantity)
          select customer, counter, bucket, sum(amount)
          from unnest(customers, counters, buckets, amounts) as used (customer, counter, bucket, amount)
          group by customer, counter, bucket
          order by customer, counter, bucket
          on conflict (customer, counter, tenant, bucket)
            do update set quantity = usage_counters.quantity + excluded.quantity;
        $$;

        create function count_appended(
          customers text[], taken integer[],
          positions integer[], counters text[], buckets timestamptz[], amounts numeric[])
        returns void language sql as $$
          select count_usage(
            array_agg(customers[position]), array_agg(counter), array_agg(bucket), array_agg(amount))
          from unnest(positions, counters, buckets, amounts) as used (position, counter, bucket, amount)
          where taken is null or position <> all (taken);
        $$;

        drop function append_events(text, bigint, timestamptz, boolean, text[], text[], bigint[],
          text[], text[], timestamptz[], timestamptz[], jsonb);

        create function append_events(
          for_tenant text, known_settlement bigint, stamp timestamptz, expect_fresh boolean,
          sources text[], ids text[], contents bigint[], customers text[], types text[],
          times timestamptz[], receipts timestamptz[], payloads jsonb,
          known_counters integer, counted_positions integer[], counted text[],
          counted_buckets timestamptz[], counted_amounts numeric[],
          out settlement bigint, out counters integer, out taken integer[], out taken_contents text[])
        language plpgsql as $$
        begin
          settlement := begin_append(for_tenant);
          -- A caller without a number read the clock when it had the lock already.
          if settlement <> known_settlement then
            return;
          end if;
          -- A caller without a number read what is counted when it had the lock already.
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
              insert into events (source, id, customer, type, time, received_at, data)
              select source, id, customer, type, "time", coalesce(receipt, stamp), data
              from rows from (
                unnest(sources, ids, customers, types, times, receipts),
                jsonb_array_elements(payloads)
              ) as incoming (source, id, customer, type, "time", receipt, data);
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
            select * from rows from (
              unnest(sources, ids, contents, customers, types, times, receipts),
              jsonb_array_elements(payloads)
            ) with ordinality
              as incoming (source, id, content, customer, type, "time", receipt, data, position)
          ), fresh as (
            insert into event_keys (source, id, content, received_at)
            select source, id, content, coalesce(receipt, stamp) from incoming
            on conflict do nothing
            returning source, id
          ), stored as (
            insert into events (source, id, customer, type, time, received_at, data)
            select source, id, customer, type, "time", coalesce(receipt, stamp), data from incoming
            where (source, id) in (select source, id from fresh)
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

          -- An index look-up for each, whatever the statistics say: on a table that grew since they were taken, the
          -- planner would read all of it.
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
