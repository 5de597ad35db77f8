import { formatInstant, type Instant } from "../time/instant.ts";
import { numberArray, textArray } from "./array-literal.ts";
import type { Statement, Tx } from "./tenant.ts";

/** What waits for one endpoint of one account: one of it is sent at a time, in order. */
export interface Lane {
  readonly endpoint: string;
  readonly account: string;
}

/** A delivery that is to be made. */
export interface NewDelivery extends Lane {
  readonly id: string;
  readonly event: string;
  readonly type: string;
  readonly replayed: boolean;
}

const add: Statement = {
  name: "add-webhook-deliveries",
  text: `insert into webhook_deliveries
      (id, endpoint, event, type, account, replayed, created_at, next_at, state)
    select t.id, t.endpoint, t.event, t.type, t.account, t.replayed, $7, $7, 'waiting'
    from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::boolean[])
      with ordinality as t (id, endpoint, event, type, account, replayed, place)
    order by t.place`,
};

/** A lane that is there is locked: whoever looks whether it is empty sees what was added, or waits. */
const openLanes: Statement = {
  name: "open-webhook-lanes",
  text: `insert into webhook_lanes as l (endpoint, account, next_at)
    select distinct t.endpoint, t.account, $3::timestamptz
    from unnest($1::text[], $2::text[]) as t (endpoint, account)
    order by t.endpoint, t.account
    on conflict (tenant, endpoint, account) do update set claim = l.claim`,
};

/** Puts deliveries at the end of their lanes, in the order given. */
export async function addDeliveries(
  tx: Tx,
  deliveries: readonly NewDelivery[],
  now: Instant,
): Promise<void> {
  if (deliveries.length === 0) return;
  const endpoints = textArray(deliveries.map(({ endpoint }) => endpoint));
  const accounts = textArray(deliveries.map(({ account }) => account));
  await tx.run(add, [
    textArray(deliveries.map(({ id }) => id)),
    endpoints,
    textArray(deliveries.map(({ event }) => event)),
    textArray(deliveries.map(({ type }) => type)),
    accounts,
    `{${deliveries.map(({ replayed }) => replayed).join()}}`,
    formatInstant(now),
  ]);
  await tx.run(openLanes, [endpoints, accounts, formatInstant(now)]);
}

/** How many lanes of an endpoint may be taken. */
export interface FreeSlots {
  readonly endpoint: string;
  readonly free: number;
}

const claim: Statement = {
  name: "claim-webhook-lanes",
  text: `
    with picked as (
      select l.endpoint, l.account
      from unnest($1::text[], $2::int[]) as f (endpoint, free) cross join lateral (
        select endpoint, account from webhook_lanes w
        where w.endpoint = f.endpoint and w.next_at <= $3
        order by w.next_at limit f.free for update skip locked
      ) as l
    )
    update webhook_lanes w set claim = $4, next_at = $5 from picked p
    where w.endpoint = p.endpoint and w.account = p.account
    returning w.endpoint, w.account`,
};

/** A hold on lanes: nobody else takes them before it ends. */
export interface LaneClaim {
  /** Nobody else's. */
  readonly token: string;
  readonly until: Instant;
}

/** Takes lanes that have something to send by now, those that wait longest first; others may take the rest meanwhile. */
export const claimLanes = (
  tx: Tx,
  slots: readonly FreeSlots[],
  now: Instant,
  { token, until }: LaneClaim,
): Promise<readonly Lane[]> =>
  tx.rows<Lane & { endpoint: string }>(claim, [
    textArray(slots.map(({ endpoint }) => endpoint)),
    numberArray(slots.map(({ free }) => free)),
    formatInstant(now),
    token,
    formatInstant(until),
  ]);

/** What comes next in a lane. */
export interface LaneHead extends Lane {
  readonly delivery: string;
  readonly event: string;
  readonly type: string;
  /** Attempts that were made. */
  readonly attempts: number;
  readonly message: string;
}

const heads: Statement = {
  name: "webhook-lane-heads",
  text: `select t.endpoint, t.account, d.id as delivery, d.event, d.type, d.attempts, e.message
    from unnest($1::text[], $2::text[]) as t (endpoint, account) cross join lateral (
      select id, event, type, attempts from webhook_deliveries w
      where w.endpoint = t.endpoint and w.account = t.account and w.state = 'waiting'
      order by w.place limit 1
    ) as d join webhook_events e on e.id = d.event`,
};

/** The first delivery that waits in each lane; none of a lane where nothing does. */
export const laneHeads = (tx: Tx, lanes: readonly Lane[]): Promise<readonly LaneHead[]> =>
  tx.rows<LaneHead & { endpoint: string }>(heads, [
    textArray(lanes.map(({ endpoint }) => endpoint)),
    textArray(lanes.map(({ account }) => account)),
  ]);

/** Whether a claim still holds its lane, which stays locked until the transaction ends. */
export const holdsLane = async (tx: Tx, { endpoint, account }: Lane, token: string) =>
  (await tx.run(
    "select from webhook_lanes where endpoint = $1 and account = $2 and claim = $3 for update",
    [endpoint, account, token],
  )) > 0;

/** Gives a lane back: it has its next turn at an instant. */
export async function releaseLane(tx: Tx, { endpoint, account }: Lane, at: Instant): Promise<void> {
  await tx.run(
    "update webhook_lanes set claim = null, next_at = $3 where endpoint = $1 and account = $2",
    [endpoint, account, formatInstant(at)],
  );
}

/** Holds on to a lane for longer. */
export async function keepLane(tx: Tx, { endpoint, account }: Lane, until: Instant): Promise<void> {
  await tx.run("update webhook_lanes set next_at = $3 where endpoint = $1 and account = $2", [
    endpoint,
    account,
    formatInstant(until),
  ]);
}

/** Takes out a lane in which nothing waits. */
export async function closeLane(tx: Tx, { endpoint, account }: Lane): Promise<void> {
  await tx.run("delete from webhook_lanes where endpoint = $1 and account = $2", [
    endpoint,
    account,
  ]);
}

/** Lets everything that waits for an endpoint have its turn at once. */
export async function wakeLanes(tx: Tx, endpoint: string, now: Instant): Promise<void> {
  await tx.run(
    "update webhook_lanes set next_at = $2 where endpoint = $1 and next_at > $2 and claim is null",
    [endpoint, formatInstant(now)],
  );
}

const someWork: Statement = {
  name: "any-webhook-work",
  text: `select exists (select from webhook_events where not sorted) as unsorted,
    exists (select from webhook_lanes l join webhook_endpoints p on p.id = l.endpoint
      where p.enabled and l.next_at <= $1) as due`,
};

/** What there is to do by now. */
export async function webhookWork(
  tx: Tx,
  now: Instant,
): Promise<{ readonly unsorted: boolean; readonly due: boolean }> {
  const [row] = await tx.rows<{ unsorted: boolean; due: boolean }>(someWork, [formatInstant(now)]);
  return { unsorted: row?.unsorted === true, due: row?.due === true };
}
