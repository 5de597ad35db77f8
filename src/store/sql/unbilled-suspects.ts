/**
 * When each customer's subscriptions are charged for a type, from triples of type, product and reader: the number of the
 * filter that events must pass, zero where all are charged for. A product is `model@version/plan`, whatever the price list; free
 * days are not charged for.
 */
function chargedSpans(types: string, products: string, readers: string): string {
  return `charged as materialized (
    select p.type, p.reader, f.customer, coalesce(f.trial_until, f.starts_at) as starts_at,
      coalesce(f.ends_at, 'infinity') as ends_at
    from unnest(${types}::text[], ${products}::text[], ${readers}::int[]) as p (type, product, reader)
    join subscription_phases f on split_part(f.model, '/', 1) || '/' || f.plan = p.product
  )`;
}

/**
 * Common part of the unbilled statements: the pairs of customer and type that have unbilled events, and why. Judging
 * pairs first reads the index alone; only where a subscription covers a part of a pair's time, or a filter has a say, are
 * single events looked at. `spans` holds what covers a pair with it: asked for event by event, every subscription would be looked at. What was withdrawn is taken off the count: to look which rows stand is to read all of them. Of a type in $5 they are told by the meters, apart: `judged`.
 * Parameters: $1 metered types; $2 to $4 triples of type, product and reader; $5 types to be judged.
 */
export const unbilledSuspects = `
  ${chargedSpans("$2", "$3", "$4")},
  withdrawn as materialized (
    select customer, type, count(*) as events
    from events where withdrawn_at is not null group by customer, type
  ),
  pairs as materialized (
    select customer, type, stored.events - coalesce(withdrawn.events, 0) as events, first, last
    from (
      select customer, type, count(*) as events, min(time) as first, max(time) as last
      from events group by customer, type
    ) as stored
    left join withdrawn using (customer, type)
  ),
  spans as materialized (
    select customer, type, array_agg(starts_at) as starts, array_agg(ends_at) as ends,
      array_agg(reader) as readers
    from charged group by customer, type
  ),
  suspects as materialized (
    select pairs.*, spans.starts, spans.ends, spans.readers, case
      when known.id is null then 'unknown-customer'
      when exists (
        select from unnest(spans.starts, spans.ends, spans.readers) as c (starts_at, ends_at, reader)
        where c.reader = 0 and c.starts_at <= pairs.first and pairs.last < c.ends_at) then null
      when pairs.type = any ($5::text[]) then 'judged'
      when pairs.type <> all ($1::text[]) then 'unknown-meter'
      else 'no-subscription'
    end as reason
    from pairs
      left join customers known on known.id = pairs.customer
      left join spans on spans.customer = pairs.customer and spans.type = pairs.type
  )`;

/**
 * Whether a charged span of an event's customer and type covers it, and its charge reads it.
 *
 * @param accepts whether `c.reader` lets an event with these `data` pass; `true` where no meter has a filter
 */
const covered = (accepts: string): string => `
  c.starts_at <= e.time and e.time < c.ends_at and ${accepts}`;

/** True for the events of a suspect pair that are unbilled, or to be judged. */
export const unbilledOfPair = (accepts: string): string => `
  e.customer = s.customer and e.type = s.type and e.withdrawn_at is null and (
    s.reason in ('unknown-customer', 'unknown-meter')
    or not exists (
      select from unnest(s.starts, s.ends, s.readers) as c (starts_at, ends_at, reader)
      where ${covered(accepts)}))`;

/**
 * The events that some subscription covers and that may have come in too late for every invoice: after the grace window
 * of one that had ended, or so long after their time that invoices need not look back. Which of them did is judged apart. Where
 * nothing has ended only the second can be, and only what is that old is read.
 * Parameters by name: the grace window and the look-back in milliseconds, and an instant after which none was received.
 */
export const lateSuspects = (
  accepts: string,
  [graceMs, lookBackMs, now]: readonly [string, string, string],
): string => {
  const [grace, lookBack] = [interval(graceMs), interval(lookBackMs)];
  const mayBeLate = `
    e.withdrawn_at is null and e.received_at - e.time >= ${grace}
      and e.time < greatest(
        (select max(ends_at) from charged where ends_at < 'infinity'),
        ${now}::timestamptz - ${grace} - ${lookBack})`;
  return `
  ended as materialized (
    select distinct customer, type from charged where ends_at < 'infinity'
  ),
  late as (
    select ${lateColumns}
    from ended join events e on e.customer = ended.customer and e.type = ended.type
    where ${mayBeLate}
      and exists (
        select from charged c
        where c.customer = e.customer and c.type = e.type and ${covered(accepts)}
          and (e.received_at >= c.ends_at + ${grace}
            or e.received_at - e.time >= ${grace} + ${lookBack}))
    union all
    select ${lateColumns}
    from events e
    where ${mayBeLate}
      and e.time <= ${now}::timestamptz - ${grace} - ${lookBack}
      and e.received_at - e.time >= ${grace} + ${lookBack}
      and not exists (select from ended where ended.customer = e.customer and ended.type = e.type)
      and exists (
        select from charged c
        where c.customer = e.customer and c.type = e.type and ${covered(accepts)})
  )`;
};

const lateColumns = "e.id, e.source, e.type, e.customer, e.time, e.received_at, e.data";

function interval(parameter: string): string {
  return `${parameter}::double precision * interval '1 millisecond'`;
}
