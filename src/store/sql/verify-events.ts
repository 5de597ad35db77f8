import type { Statement } from "../tenant.ts";

/** Events without their identity since $1, when keys are kept from, identities without their event, and events of nobody heard of. */
export const verifyEventsSql: Statement = {
  name: "verify-events",
  text: `
    select e.source || '/' || e.id as subject, 'event without key' as broken
    from events e
    where e.received_at >= $1 and e.correction is null and not exists (
      select from event_keys k where k.id = e.id and k.source = e.source)
    group by e.source, e.id
    union all
    select e.source || '/' || e.id, 'event stored ' || count(*) || ' times'
    from events e where e.received_at >= $1 and e.correction is null
    group by e.source, e.id having count(*) > 1
    union all
    select e.source || '/' || e.id, 'event counts ' || count(*) || ' times'
    from events e where e.received_at >= $1 and e.withdrawn_at is null
    group by e.source, e.id having count(*) > greatest(1, count(*) filter (where correction is null))
    union all
    select e.source || '/' || e.id, 'event withdrawn by no correction'
    from events e
    where e.received_at >= $1 and e.withdrawn_at is not null and not exists (
      select from event_corrections c
      where c.event = e.id and c.source = e.source and c.received_at = e.withdrawn_at)
    union all
    select k.source || '/' || k.id, 'key without event'
    from event_keys k
    where k.received_at >= $1 and not exists (
      select from events e where e.id = k.id and e.source = k.source)
    union all
    select e.customer || '/' || e.type, 'usage that is not known to be heard of'
    from (select distinct customer, type from events) e
    where not exists (
      select from heard_usage h where h.customer = e.customer and h.type = e.type)
    order by 1, 2`,
};
