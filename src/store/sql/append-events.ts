import type { Statement } from "../tenant.ts";

/**
 * Stores events, each identity once, where the last settlement is the one that the caller knows and it knows all meters that
 * are counted; else stores nothing and only says which it was. A caller that opened the append before it read the clock and
 * the counters sends neither (null).
 *
 * Answers the positions in the lists, from 1, of the identities that were taken, and the fingerprints of what took them;
 * null where none was. By itself it is a whole transaction: its answer comes after the commit. See the migrations
 * `append-events` and `usage-counters`.
 */
export const appendEventRows: Statement = {
  name: "append-events",
  text: `
    select settlement, counters, taken, taken_contents
    from append_events($1, $2::bigint, $3::timestamptz, $4::boolean, $5::text[], $6::text[],
      $7::bigint[], $9::text[], $10::text[], $11::timestamptz[], $8::timestamptz[], $12::jsonb,
      $13::integer, $14::integer[], $15::text[], $16::timestamptz[], $17::numeric[])`,
};

/** Positions, from 1, of the identities with the sources $1 and ids $2 that are taken, and the fingerprints of what took them. */
export const findTakenIdentities: Statement = {
  name: "find-taken-identities",
  text: `
    select asked.position::integer, k.content::text as content
    from unnest($1::text[], $2::text[]) with ordinality as asked (source, id, position)
    join event_keys k on k.id = asked.id and k.source = asked.source
    order by asked.position`,
};
