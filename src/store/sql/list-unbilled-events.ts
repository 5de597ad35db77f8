import type { Statement } from "../tenant.ts";
import { unbilledOfPair, unbilledSuspects } from "./unbilled-suspects.ts";

/** A page of unbilled events by time, id and source, after the event of $4, $5 and $6 where they are given. */
export const listUnbilledEvents: Statement = {
  name: "list-unbilled-events",
  text: `
    with ${unbilledSuspects}
    select e.id, e.source, e.type, e.customer, e.time, s.reason
    from suspects s
    join events e on ${unbilledOfPair}
    where s.reason is not null
      and ($4::timestamptz is null or (e.time, e.id, e.source) > ($4::timestamptz, $5::text, $6::text))
    order by e.time, e.id, e.source
    limit $7`,
};
