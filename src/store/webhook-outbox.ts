import { formatInstant, type Instant } from "../time/instant.ts";
import { instantArray, textArray } from "./array-literal.ts";
import type { Statement, Tx } from "./tenant.ts";

/** An event that is to be told, with the bytes that are sent. */
export interface KeptEvent {
  readonly id: string;
  readonly type: string;
  readonly account: string;
  /** When it happened. UTC. */
  readonly at: Instant;
  readonly message: string;
}

const anyEndpoint: Statement = {
  name: "any-webhook-endpoint",
  text: "select exists (select from webhook_endpoints) as some",
};

/** Whether anybody is told anything: an endpoint that rests counts, as it can be told later. */
export async function isAnyoneTold(tx: Tx): Promise<boolean> {
  const [row] = await tx.rows<{ some: boolean }>(anyEndpoint);
  return row?.some === true;
}

const keep: Statement = {
  name: "keep-webhook-events",
  text: `insert into webhook_events (id, type, account, at, message)
    select t.id, t.type, t.account, t.at, t.message
    from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::text[])
      with ordinality as t (id, type, account, at, message, place)
    order by t.place
    on conflict do nothing`,
};

/**
 * Keeps events in the transaction of what they tell of, in the order given; one that is kept already stays as it is. The caller
 * holds the account of each, so that events of one account are kept in the order in which they happened.
 */
export async function keepEvents(tx: Tx, events: readonly KeptEvent[]): Promise<void> {
  if (events.length === 0) return;
  await tx.run(keep, [
    textArray(events.map(({ id }) => id)),
    textArray(events.map(({ type }) => type)),
    textArray(events.map(({ account }) => account)),
    instantArray(events.map(({ at }) => at)),
    textArray(events.map(({ message }) => message)),
  ]);
}

/** An event without its bytes. */
export type EventHead = Pick<KeptEvent, "id" | "type" | "account"> & {
  /** Real time, by the database's clock. */
  readonly keptAt: Instant;
};

const takeTurn: Statement = {
  name: "webhook-sorting-turn",
  text: `select pg_try_advisory_xact_lock(
    hashtextextended('florin.webhooks ' || current_setting('florin.tenant'), 0)) as taken`,
};

/** Whether this transaction is the only one that sorts the tenant's events: two would break their order. */
export async function takeSortingTurn(tx: Tx): Promise<boolean> {
  const [row] = await tx.rows<{ taken: boolean }>(takeTurn);
  return row?.taken === true;
}

const unsorted: Statement = {
  name: "unsorted-webhook-events",
  text: `select id, type, account, kept_at as "keptAt" from webhook_events
    where not sorted order by place limit $1`,
};

/** Events that no delivery was made of yet, in their order. */
export const unsortedEvents = (tx: Tx, limit: number): Promise<readonly EventHead[]> =>
  tx.rows<EventHead>(unsorted, [limit]);

const markSorted: Statement = {
  name: "mark-webhook-events-sorted",
  text: "update webhook_events set sorted = true where id = any ($1::text[])",
};

/** Remembers that the deliveries of events are made. */
export async function markEventsSorted(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await tx.run(markSorted, [textArray(ids)]);
}

/** What is sent of an event; undefined where it is not kept any more. */
export async function keptEvent(
  tx: Tx,
  id: string,
): Promise<(EventHead & { readonly message: string }) | undefined> {
  const [row] = await tx.rows<EventHead & { readonly message: string }>(
    `select id, type, account, kept_at as "keptAt", message from webhook_events where id = $1`,
    [id],
  );
  return row;
}

/** Which events are sent again. */
export interface ReplayRange {
  readonly endpoint: string;
  readonly from: Instant;
  /** Not included. */
  readonly to: Instant;
  /** Only those that the endpoint never took. */
  readonly missedOnly: boolean;
  /** Lists of types, or of patterns as `invoice.*`, of which each must hold; an empty one holds for all. */
  readonly asked: readonly (readonly string[])[];
  readonly limit: number;
}

const isAskedFor = (list: string): string =>
  `(cardinality(${list}::text[]) = 0 or e.type = any (${list}::text[])
    or split_part(e.type, '.', 1) || '.*' = any (${list}::text[]))`;

/** Events that were kept in a time, in their order; nothing that waits for the endpoint anyway. */
export const eventsToReplay = (
  tx: Tx,
  { endpoint, from, to, missedOnly, asked, limit }: ReplayRange,
): Promise<readonly EventHead[]> =>
  tx.rows<EventHead>(
    `select e.id, e.type, e.account, e.kept_at as "keptAt" from webhook_events e
     where e.sorted and e.kept_at >= $2 and e.kept_at < $3 and not exists (
       select from webhook_deliveries d where d.event = e.id and d.endpoint = $1
         and (d.state = 'waiting' or $4 and d.state = 'delivered'))
       ${asked.map((_, index) => `and ${isAskedFor(`$${index + 6}`)}`).join(" ")}
     order by e.place limit $5`,
    [endpoint, formatInstant(from), formatInstant(to), missedOnly, limit, ...asked.map(textArray)],
  );

/** Forgets what was kept before an instant and waits for nobody; answers how many events that were, at most `limit`. */
export async function pruneEvents(tx: Tx, before: Instant, limit: number): Promise<number> {
  return tx.run(
    `with old as (
       select id from webhook_events e where sorted and kept_at < $1
         and not exists (
           select from webhook_deliveries d where d.event = e.id and d.state = 'waiting'
             and exists (select from webhook_endpoints p where p.id = d.endpoint and p.enabled))
       order by kept_at, place limit $2
     ), sent as (
       delete from webhook_deliveries where event in (select id from old) returning id
     ), tried as (
       delete from webhook_attempts where delivery in (select id from sent)
     )
     delete from webhook_events where id in (select id from old)`,
    [formatInstant(before), limit],
  );
}
