import { chargedSpans, covered, unbilledOfStretch, unbilledSuspects } from "./unbilled-suspects.ts";

/** How many of the events that stand are unbilled, without those that are judged one by one. */
export const countUnbilledEvents = (accepts: string, stand?: string): string => `
  with ${unbilledSuspects("null")}
  select coalesce(sum(found.events), 0)::integer as events
  from suspects s
    cross join lateral (
      select count(*) as events from events e where ${unbilledOfStretch(accepts, stand)}
    ) as found
  where s.reason <> 'judged'`;

/** The same as of $6: of what was received before it, as it stood then. */
export const countUnbilledBefore = (accepts: string): string =>
  countUnbilledEvents(
    accepts,
    `e.received_at < $6::timestamptz and (e.withdrawn_at is null or e.withdrawn_at >= $6::timestamptz)`,
  );

/**
 * How many more there are by what was received since $6 and before $7, and fewer by what was withdrawn: looked up event by event, for
 * there are few. `changed` is of how many events that is. Which types are metered, $1, says no more than why.
 */
export const countUnbilledSince = (accepts: string): string => `
  with ${chargedSpans("$2", "$3", "$4")},
  changed as materialized (
    select customer, type, time, data, 1 as sign from events
    where received_at >= $6::timestamptz and received_at < $7::timestamptz
      and (withdrawn_at is null or withdrawn_at >= $7::timestamptz)
    union all
    select customer, type, time, data, -1 from events
    where withdrawn_at >= $6::timestamptz and withdrawn_at < $7::timestamptz
      and received_at < $6::timestamptz
  )
  select coalesce(sum(sign), 0)::integer as events, (select count(*) from changed)::integer as changed
  from changed e
  where $1::text[] is not null and not (e.type = any ($5::text[]) and exists (select from customers k where k.id = e.customer))
    and not exists (
      select from charged c
      where c.customer = e.customer and c.type = e.type and ${covered(accepts)})`;
