import { unbilledOfPair, unbilledSuspects } from "./unbilled-suspects.ts";

/** How many events are unbilled, without those that are judged one by one. */
export const countUnbilledEvents = (accepts: string): string => `
  with ${unbilledSuspects}
  select coalesce(sum(case
    when s.reason <> 'no-subscription' then s.events
    else (select count(*) from events e where ${unbilledOfPair(accepts)})
  end), 0)::bigint as events
  from suspects s where s.reason <> 'judged'`;
