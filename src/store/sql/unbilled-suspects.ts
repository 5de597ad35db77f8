/**
 * When each customer's subscriptions are charged for a type, from triples of type, product and reader: the number of the
 * filter that events must pass, zero where all are charged for. A product is `model@version/plan`, whatever the price list; free
 * days are not charged for.
 */
export function chargedSpans(types: string, products: string, readers: string): string {
  return `charged as materialized (
    select p.type, p.reader, f.customer, coalesce(f.trial_until, f.starts_at) as starts_at,
      coalesce(f.ends_at, 'infinity') as ends_at
    from unnest(${types}::text[], ${products}::text[], ${readers}::int[]) as p (type, product, reader)
    join subscription_phases f on split_part(f.model, '/', 1) || '/' || f.plan = p.product
  )`;
}

/**
 * Common part of the unbilled statements: for each customer and type that was heard of, the stretches of time in which its
 * events may be unbilled, and why. They are what no subscription covers that is charged for all of them, so only events of such
 * stretches are looked at, by the index: work is that of customers and not of events. `starts`, `ends` and `readers` are spans that a
 * filter has a say in. Of a type in $5 events are told by the meters, apart: `judged`.
 * Bounds are columns here, for a bound that is worked out beside the events could not be an index's under row-level security.
 * Parameters: $1 metered types; $2 to $4 triples of type, product and reader; $5 types to be judged.
 *
 * @param from no event before it is asked for; null for all
 */
export const unbilledSuspects = (from: string): string => `
  ${chargedSpans("$2", "$3", "$4")},
  spans as materialized (
    select customer, type,
      range_agg(tstzrange(starts_at, nullif(ends_at, 'infinity')))
        filter (where reader = 0 and starts_at < ends_at) as whole,
      array_agg(starts_at) filter (where reader > 0) as starts,
      array_agg(ends_at) filter (where reader > 0) as ends,
      array_agg(reader) filter (where reader > 0) as readers
    from charged group by customer, type
  ),
  heard as materialized (
    select h.customer, h.type, spans.starts, spans.ends, spans.readers, case
        when known.id is null then 'unknown-customer'
        when h.type = any ($5::text[]) then 'judged'
        when h.type <> all ($1::text[]) then 'unknown-meter'
        else 'no-subscription'
      end as reason,
      '{(,)}'::tstzmultirange - coalesce(spans.whole, '{}') as bare
    from heard_usage h
      left join customers known on known.id = h.customer
      left join spans on spans.customer = h.customer and spans.type = h.type
  ),
  suspects as materialized (
    select heard.customer, heard.type, heard.starts, heard.ends, heard.readers, heard.reason,
      greatest(coalesce(lower(stretch), '-infinity'), ${from}::timestamptz) as since,
      coalesce(upper(stretch), 'infinity') as until
    from heard cross join lateral unnest(heard.bare) as stretch
  )`;

/**
 * Whether a charged span of an event's customer and type covers it, and its charge reads it.
 *
 * @param accepts whether `c.reader` lets an event with these `data` pass; `true` where no meter has a filter
 */
export const covered = (accepts: string): string => `
  c.starts_at <= e.time and e.time < c.ends_at and ${accepts}`;

/**
 * True for the events of a suspect stretch that are unbilled, or to be judged.
 *
 * @param stand which events stand
 */
export const unbilledOfStretch = (accepts: string, stand = "e.withdrawn_at is null"): string => `
  e.customer = s.customer and e.type = s.type and ${stand}
    and e.time >= s.since and e.time < s.until
    and not exists (
      select from unnest(s.starts, s.ends, s.readers) as c (starts_at, ends_at, reader)
      where ${covered(accepts)})`;

/**
 * The events that some subscription covers and that may have come in too late for every invoice: after the grace window
 * of one that had ended, or so long after their time that invoices need not look back. Which of them did is judged apart. Of what
 * ended only what was received after the first end is read, of all else only what is that old.
 * Parameters by name: the grace window and the look-back in milliseconds, and an instant after which none was received.
 */
export const lateSuspects = (
  accepts: string,
  [graceMs, lookBackMs, now]: readonly [string, string, string],
): string => {
  const [grace, lookBack] = [interval(graceMs), interval(lookBackMs)];
  const ofCharged = `c.customer = e.customer and c.type = e.type and ${covered(accepts)}`;
  const afterAll = `
    exists (select from charged c where ${ofCharged} and e.received_at >= c.ends_at + ${grace})`;
  return `
  ended as materialized (
    select customer, type, min(starts_at) as starts_at, max(ends_at) as ends_at,
      min(ends_at) + ${grace} as closed_at
    from charged where ends_at < 'infinity' group by customer, type
  ),
  late as (
    select ${lateColumns}
    from ended cross join lateral (
      select * from events e
      where e.customer = ended.customer and e.type = ended.type and e.withdrawn_at is null
        and e.time >= ended.starts_at and e.time < ended.ends_at
        and e.received_at >= ended.closed_at and e.received_at - e.time >= ${grace}
    ) e
    where ${afterAll}
    union all
    select ${lateColumns}
    from events e
    where e.withdrawn_at is null and e.time <= ${now}::timestamptz - ${grace} - ${lookBack}
      and e.received_at - e.time >= ${grace} + ${lookBack}
      and exists (select from charged c where ${ofCharged})
      and not ${afterAll}
  )`;
};

const lateColumns = "e.id, e.source, e.type, e.customer, e.time, e.received_at, e.data";

function interval(parameter: string): string {
  return `${parameter}::double precision * interval '1 millisecond'`;
}
