import { unbilledOfStretch, unbilledSuspects } from "./unbilled-suspects.ts";

/** How many events are unbilled, without those that are judged one by one. */
export const countUnbilledEvents = (accepts: string): string => `
  with ${unbilledSuspects("null")}
  select coalesce(sum(found.events), 0)::bigint as events
  from suspects s
    cross join lateral (
      select count(*) as events from events e where ${unbilledOfStretch(accepts)}
    ) as found
  where s.reason <> 'judged'`;
