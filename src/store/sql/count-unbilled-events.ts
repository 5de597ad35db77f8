import type { Statement } from "../tenant.ts";
import { unbilledOfPair, unbilledSuspects } from "./unbilled-suspects.ts";

/** How many events are unbilled. */
export const countUnbilledEvents: Statement = {
  name: "count-unbilled-events",
  text: `
    with ${unbilledSuspects}
    select coalesce(sum(case
      when s.reason <> 'no-subscription' then s.events
      else (select count(*) from events e where ${unbilledOfPair})
    end), 0)::bigint as events
    from suspects s where s.reason is not null`,
};
