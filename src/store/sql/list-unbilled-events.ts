import { lateSuspects, unbilledOfStretch, unbilledSuspects } from "./unbilled-suspects.ts";

/**
 * A page of unbilled events by time, id and source, after the event of $6, $7 and $8 where they are given. Those that are
 * to be judged, by their meters or for having come in late, are among them without a reason, with all that it takes.
 */
export const listUnbilledEvents = (accepts: string): string => `
  with ${unbilledSuspects("$6")}, ${lateSuspects(accepts, ["$10", "$11", "$12"])}, found as (
    select e.id, e.source, e.type, e.customer, e.time, nullif(s.reason, 'judged') as reason,
      case when s.reason = 'judged' then e.received_at end as received_at,
      case when s.reason = 'judged' then e.data end as data
    from suspects s ${firstOfStretch(accepts)}
    union all
    select id, source, type, customer, time, null, received_at, data from late
  )
  ${pageOfFound}`;

/** The same of those alone that are to be judged; `areJudged` where the meters have a say in any. */
export const listJudgedEvents = (accepts: string, areJudged: boolean): string => `
  with ${unbilledSuspects("$6")}, ${lateSuspects(accepts, ["$10", "$11", "$12"])}, found as (
    ${areJudged ? `${judgedByMeters(accepts)} union all` : ""}
    select id, source, type, customer, time, received_at, data from late
  )
  ${pageOfFound}`;

const judgedByMeters = (accepts: string): string => `
  select e.id, e.source, e.type, e.customer, e.time, e.received_at, e.data
  from suspects s ${firstOfStretch(accepts)} where s.reason = 'judged'`;

/** No page has more of one stretch than it is long. */
const firstOfStretch = (accepts: string): string => `
  cross join lateral (
    select * from events e where ${unbilledOfStretch(accepts)} and ${isOnPage("e.")}
    order by e.time, e.id, e.source
    limit $9
  ) as e`;

function isOnPage(of: string): string {
  return `($6::timestamptz is null
    or (${of}time, ${of}id, ${of}source) > ($6::timestamptz, $7::text, $8::text))`;
}

const pageOfFound = `
  select * from found
  where ${isOnPage("")}
  order by time, id, source
  limit $9`;
