import { type Migration, sql } from "kysely";

/**
 * Appends of usage events in one round trip, and the number by which billing tells them that it has counted.
 *
 * `append_events` is a function because an append is several statements of which each must see what was committed before
 * it: the lock first, then the number, then the rows. Sent one by one they cost a round trip or a message each, and with
 * the transaction around them most of what a small batch costs. It runs with the caller's rights, so row-level security
 * binds it, and sets the tenant for its transaction alone.
 *
 * Identities are expected to be new and are inserted plainly, a fifth cheaper than ON CONFLICT. Where one is taken, the
 * sub-transaction is undone and the batch goes the careful way; `expect_fresh` spares a sender of many duplicates the
 * first attempt. ON CONFLICT waits for whoever inserts the same identity, and the statement after it sees what that one
 * committed, so the answer is exact. Callers give each identity once, sorted, so that writers never deadlock.
 *
 * `append_settlements` counts settlements (see `settle-appends`). It is a sequence and not a row because its number must
 * be seen at once, before the settling transaction ends, must not wait for it, and must leave no dead rows. A number that
 * is skipped, by a crash or a roll-back, costs an append one repetition.
 *
 * Locking: new objects, none. Size: one sequence.
 */
export const appendEvents: Migration = {
  async up(db) {
    await sql
      .raw(`
        create sequence append_settlements;
        select nextval('append_settlements');
        revoke all on append_settlements from public;
        grant select, usage on append_settlements to florin_app;

        create function begin_append(for_tenant text) returns bigint language plpgsql as $$
        begin
          perform set_config('florin.tenant', for_tenant, true);
          perform pg_advisory_xact_lock_shared(
            hashtextextended('florin.append.' || for_tenant, 0));
          return (select last_value from append_settlements);
        end $$;

        create function append_events(
          for_tenant text, known_settlement bigint, stamp timestamptz, expect_fresh boolean,
          sources text[], ids text[], contents bigint[], customers text[], types text[],
          times timestamptz[], receipts timestamptz[], payloads jsonb,
          out settlement bigint, out taken integer[], out taken_contents text[])
        language plpgsql as $$
        begin
          settlement := begin_append(for_tenant);
          -- A caller without a number read the clock when it had the lock already.
          if settlement <> known_settlement then
            return;
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
