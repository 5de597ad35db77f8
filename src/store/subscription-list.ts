import { ok, type Result } from "../fault/fault.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import { type Bounds, boundsText, contains, matches, onDays, where } from "./list-conditions.ts";
import { type ListScope, type Page, type PageRequest, pageOf } from "./page.ts";
import { addRowsAfter } from "./rows-after.ts";
import { sqlParameters } from "./sql-parameters.ts";
import type { Tx } from "./tenant.ts";

/** Which subscriptions to list, as they stand at an instant; `search` looks for a part of the id, the customer's name or its id. */
export interface SubscriptionListRequest extends PageRequest {
  readonly at: Instant;
  readonly customer?: string;
  /** The plan that holds, or the first one before the start. */
  readonly plan?: string;
  readonly standing?: string;
  readonly search?: string;
  /** Days on which service begins, UTC. */
  readonly started?: Bounds;
  /** Days on which it ends, UTC; what has no end is not among them. */
  readonly ended?: Bounds;
}

/** A subscription of a list: which, and whose. */
export interface SubscriptionListItem {
  readonly subscription: string;
  readonly customer: string;
  readonly customerName: string;
  readonly startsAt: Instant;
}

/** A page of subscriptions, those that begin last in front. Refuses a cursor that is not of this list. */
export async function listSubscriptions(
  tx: Tx,
  request: SubscriptionListRequest,
): Promise<Result<Page<SubscriptionListItem>>> {
  const { at, customer, plan, standing, search, started, ended, limit, cursor } = request;
  const filters = {
    ...{ customer, plan, standing, search },
    ...{ started: boundsText(started), ended: boundsText(ended) },
  };
  const scope: ListScope = { list: "subscriptions", tenant: tx.tenant, filters };
  const parameters = sqlParameters();
  const now = `${parameters.add(formatInstant(at))}::timestamptz`;
  const conditions = [
    "f.phase = 1",
    ...matches({ "f.customer": customer, "coalesce(c.plan, f.plan)": plan }, parameters),
    ...(plan === undefined ? [] : [hasPhase(`plan = ${parameters.add(plan)}`)]),
    ...(standing === undefined ? [] : [`${standingAt(now)} = ${parameters.add(standing)}`]),
    ...(standing === undefined ? [] : candidates(standing, now)),
    ...onDays("f.starts_at", started ?? {}, parameters),
    ...onDays(
      "coalesce(l.paused_to, case when l.sequel <> 'pause' then l.ends_at end)",
      ended ?? {},
      parameters,
    ),
    ...(search === undefined
      ? []
      : [contains(["f.subscription", "f.customer", "k.name"], parameters.add(search))]),
  ];
  const columns = ["f.starts_at::timestamptz", "f.customer", "f.subscription"];
  const sorted = { columns, order: "descending" } as const;
  const after = addRowsAfter(conditions, cursor, sorted, scope, parameters);
  if (!after.ok) return after;
  const rows = await tx.rows<SubscriptionListItem>(
    `select f.subscription, f.customer, k.name as "customerName", f.starts_at as "startsAt"
    from subscription_phases f
      join customers k on k.id = f.customer
      left join lateral (
        select * from subscription_phases p
        where p.customer = f.customer and p.subscription = f.subscription and p.starts_at <= ${now}
        order by p.phase desc limit 1
      ) as c on true
      left join lateral (
        select * from subscription_phases p
        where p.customer = f.customer and p.subscription = f.subscription
        order by p.phase desc limit 1
      ) as l on true
    ${where(conditions)}
    order by f.starts_at desc, f.customer desc, f.subscription desc
    limit ${parameters.add(limit + 1)}`,
    parameters.values,
  );
  return ok(
    pageOf(rows, limit, scope, (row) => [
      formatInstant(row.startsAt),
      row.customer,
      row.subscription,
    ]),
  );
}

/** Follows from what else is asked for; an index finds the few that can be meant. */
const hasPhase = (condition: string): string =>
  `(f.customer, f.subscription) in (select customer, subscription from subscription_phases where ${condition})`;

/** What holds of every subscription of a standing, where that leaves few. */
function candidates(standing: string, now: string): string[] {
  if (standing === "scheduled") return [`f.starts_at > ${now}`];
  if (standing === "trialing") return [hasPhase(`trial_until > ${now}`)];
  if (standing === "paused") return [hasPhase("sequel = 'pause'")];
  return standing === "ended" ? [hasPhase("ends_at is not null")] : [];
}

/** Where a subscription stands, by its phase that began last (`c`); one that ended before it began has one of no length. */
const standingAt = (now: string): string => `case
  when not exists (
    select from subscription_phases p
    where p.customer = f.customer and p.subscription = f.subscription
      and (p.ends_at is null or p.ends_at > p.starts_at)
  ) then 'ended'
  when c.phase is null then 'scheduled'
  when c.ends_at is null or c.ends_at > ${now}
    then case when c.trial_until > ${now} then 'trialing' else 'active' end
  when c.sequel is distinct from 'pause' then 'ended'
  when c.paused_to is null or c.paused_to > ${now} then 'paused'
  else 'ended' end`;
