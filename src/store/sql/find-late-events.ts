import type { Statement } from "../tenant.ts";

/** Which of these closed periods got an event of their type, or lost one, since they were billed: positions in the list, from 1. */
export const findLateEvents: Statement = {
  name: "find-late-events",
  text: `
    select probe.position::integer
    from unnest(
      $1::text[], $2::text[], $3::timestamptz[], $4::timestamptz[], $5::timestamptz[], $6::timestamptz[])
      with ordinality as probe (customer, type, period_from, period_to, since, before, position)
    where exists (
      select from events e
      where e.customer = probe.customer and e.type = probe.type
        and e.time >= probe.period_from and e.time < probe.period_to
        and (e.received_at >= probe.since and e.received_at < probe.before
          or e.withdrawn_at >= probe.since and e.withdrawn_at < probe.before))`,
};
