/**
 * Common part of the unbilled statements: the pairs of customer and type that have unbilled events, and why. Judging
 * pairs first reads the index alone; only where a subscription covers a part of a pair's time are single events looked
 * at. Parameters: $1 metered types; $2 and $3 pairs of type and product.
 */
export const unbilledSuspects = `
  charged as materialized (
    select p.type, f.customer, f.starts_at, coalesce(f.ends_at, 'infinity') as ends_at
    from unnest($2::text[], $3::text[]) as p (type, product)
    join account_facts f on f.product = p.product and f.kind = 'subscription'
  ),
  pairs as materialized (
    select customer, type, count(*) as events, min(time) as first, max(time) as last
    from events group by customer, type
  ),
  suspects as materialized (
    select pairs.*, case
      when not exists (select from customers c where c.id = pairs.customer) then 'unknown-customer'
      when pairs.type <> all ($1::text[]) then 'unknown-meter'
      when not exists (
        select from charged s where s.customer = pairs.customer and s.type = pairs.type
          and s.starts_at <= pairs.first and pairs.last < s.ends_at) then 'no-subscription'
    end as reason
    from pairs
  )`;

/** True for the events of a suspect pair that are unbilled. */
export const unbilledOfPair = `
  e.customer = s.customer and e.type = s.type and (
    s.reason <> 'no-subscription' or not exists (
      select from charged c where c.customer = e.customer and c.type = e.type
        and c.starts_at <= e.time and e.time < c.ends_at))`;
