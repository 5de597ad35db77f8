import type { Statement } from "../tenant.ts";

/** Waits until no other transaction corrects the tenant's events, and keeps others waiting until this one's end. */
export const lockCorrections: Statement = {
  name: "lock-corrections",
  text: `select pg_advisory_xact_lock(
    hashtextextended('florin.correct.' || current_setting('florin.tenant'), 0))`,
};

/** Corrections that have one of the ids $1, or are of one of the events with the sources $2 and ids $3. */
export const selectCorrections: Statement = {
  name: "select-corrections",
  text: `
    select id, kind, source, event, change, reason, received_at
    from event_corrections
    where id = any($1::text[])
      or (event, source) in (select id, source from unnest($2::text[], $3::text[]) as asked (source, id))`,
};

/** When the events with the sources $1 and ids $2 were received; nothing for one whose identity is not known any more. */
export const selectFirstReceipts: Statement = {
  name: "select-first-receipts",
  text: `
    select k.received_at
    from unnest($1::text[], $2::text[]) as asked (source, id)
    join event_keys k on k.id = asked.id and k.source = asked.source`,
};

/** All that these events said, oldest first; every version was received from $3 to $4. */
export const selectVersions: Statement = {
  name: "select-versions",
  text: `
    select e.id, e.source, e.type, e.customer, e.time, e.received_at, e.data, e.withdrawn_at, e.correction
    from events e
    where e.received_at >= $3::timestamptz and e.received_at <= $4::timestamptz
      and (e.source, e.id) in (select * from unnest($1::text[], $2::text[]))
    order by e.received_at`,
};

/** Keeps corrections: ids, kinds, sources and ids of events, changes, reasons, receipts. */
export const addCorrections: Statement = {
  name: "add-corrections",
  text: `
    insert into event_corrections (id, kind, source, event, change, reason, received_at)
    select id, kind, source, event, nullif(change, 'null'), reason, received_at
    from rows from (
      unnest($1::text[], $2::text[], $3::text[], $4::text[]),
      jsonb_array_elements($5::jsonb),
      unnest($6::text[], $7::timestamptz[])
    ) as told (id, kind, source, event, change, reason, received_at)`,
};

/** Says of versions that stand from when they do not: sources, ids, customers, types, times, receipts, withdrawals. */
export const withdrawEvents: Statement = {
  name: "withdraw-events",
  text: `
    update events e set withdrawn_at = w.withdrawn_at
    from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[],
      $7::timestamptz[]) as w (source, id, customer, type, "time", received_at, withdrawn_at)
    where e.customer = w.customer and e.type = w.type and e.time = w."time"
      and e.source = w.source and e.id = w.id and e.received_at = w.received_at
      and e.withdrawn_at is null`,
};

/** Adds what replacements say: sources, ids, customers, types, times, receipts, withdrawals, corrections, data. */
export const addVersions: Statement = {
  name: "add-versions",
  text: `
    insert into events (source, id, customer, type, time, received_at, withdrawn_at, correction, data)
    select source, id, customer, type, "time", received_at, withdrawn_at, correction, data
    from rows from (
      unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[],
        $7::timestamptz[], $8::text[]),
      jsonb_array_elements($9::jsonb)
    ) as said (source, id, customer, type, "time", received_at, withdrawn_at, correction, data)`,
};
