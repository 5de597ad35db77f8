import { ok, type Result } from "../fault/fault.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import { nullableTextArray, numberArray, textArray } from "./array-literal.ts";
import { decodeCursor, type ListScope, type Page, type PageRequest, pageOf } from "./page.ts";
import type { Statement, Tx } from "./tenant.ts";

/** A stretch of a subscription on unchanged terms, as what it is now known to be; of no length where it never began. */
export interface SubscriptionPhase {
  readonly subscription: string;
  /** 1 for the first. */
  readonly phase: number;
  readonly plan: string;
  /** `id@version` whose prices hold in it. */
  readonly model: string;
  readonly startsAt: Instant;
  /** When it is first paid for, where free days come before; it may end within them. */
  readonly trialUntil: Instant | null;
  /** Null while it is open. */
  readonly endsAt: Instant | null;
  /** What comes after it; null while it is open. */
  readonly sequel: "change" | "pause" | "end" | null;
  /** When the pause after it is over for good, unless it is resumed; null where there is none, or no end of it. */
  readonly pausedTo: Instant | null;
  /** The local day whose anniversaries its periods keep; null where that is its first paid day. */
  readonly anchor: string | null;
  /** The terms, as a fact in canonical text. */
  readonly terms: string;
}

/** A phase and whose it is. */
export interface CustomerPhase extends SubscriptionPhase {
  readonly customer: string;
  /** The zone of the account's days, where it has one of its own. */
  readonly timeZone: string | null;
}

const deletePhases: Statement = {
  name: "delete-subscription-phases",
  text: "delete from subscription_phases where customer = $1",
};

const insertPhases: Statement = {
  name: "insert-subscription-phases",
  text: `insert into subscription_phases
      (customer, subscription, phase, plan, model, starts_at, trial_until, ends_at, sequel, paused_to,
        anchor, terms)
    select $1, * from unnest($2::text[], $3::int[], $4::text[], $5::text[], $6::timestamptz[],
      $7::timestamptz[], $8::timestamptz[], $9::text[], $10::timestamptz[], $11::text[], $12::text[])`,
};

/** Writes a customer's phases down anew: what it did and will subscribe to, by all that is known. */
export async function replacePhases(
  tx: Tx,
  customer: string,
  phases: readonly SubscriptionPhase[],
): Promise<void> {
  await tx.run(deletePhases, [customer]);
  if (phases.length === 0) return;
  const instants = (of: readonly (Instant | null)[]): string =>
    nullableTextArray(of.map((instant) => (instant === null ? undefined : formatInstant(instant))));
  await tx.run(insertPhases, [
    customer,
    textArray(phases.map(({ subscription }) => subscription)),
    numberArray(phases.map(({ phase }) => phase)),
    textArray(phases.map(({ plan }) => plan)),
    textArray(phases.map(({ model }) => model)),
    textArray(phases.map(({ startsAt }) => formatInstant(startsAt))),
    instants(phases.map(({ trialUntil }) => trialUntil)),
    instants(phases.map(({ endsAt }) => endsAt)),
    nullableTextArray(phases.map(({ sequel }) => sequel ?? undefined)),
    instants(phases.map(({ pausedTo }) => pausedTo)),
    nullableTextArray(phases.map(({ anchor }) => anchor ?? undefined)),
    textArray(phases.map(({ terms }) => terms)),
  ]);
}

/** The phases of these customers, by customer, subscription and time. */
export const phasesOf = (tx: Tx, customers: readonly string[]): Promise<readonly CustomerPhase[]> =>
  tx.rows(
    `select p.customer, subscription, phase, plan, model, starts_at as "startsAt",
      trial_until as "trialUntil", ends_at as "endsAt", sequel, paused_to as "pausedTo", anchor, terms,
      (select time_zone from customers where id = coalesce(c.payer, c.id)) as "timeZone"
    from subscription_phases p left join customers c on c.id = p.customer
    where p.customer = any ($1::text[])
    order by p.customer, subscription, phase`,
    [textArray(customers)],
  );

/**
 * A page of the customers, by id, in whose account a subscription has or had the prices of a model version, its price lists among
 * them. Refuses `invalid-cursor`.
 */
export async function customersOnModel(
  tx: Tx,
  { model, limit, cursor }: PageRequest & { readonly model: string },
): Promise<Result<Page<string>>> {
  const scope: ListScope = { list: "customers-on-model", tenant: tx.tenant, filters: { model } };
  const after = cursor === undefined ? ok([""]) : decodeCursor(scope, cursor, 1);
  if (!after.ok) return after;
  const [last = ""] = after.value;
  const rows = await tx.rows<{ readonly customer: string }>(
    `select distinct coalesce(c.payer, p.customer) as customer
    from subscription_phases p left join customers c on c.id = p.customer
    where (p.model = $1 or starts_with(p.model, $1 || '/'))
      and (p.ends_at is null or p.ends_at > p.starts_at) and coalesce(c.payer, p.customer) > $2
    order by 1 limit $3`,
    [model, last, limit + 1],
  );
  return ok(
    pageOf(
      rows.map(({ customer }) => customer),
      limit,
      scope,
      (customer) => [customer],
    ),
  );
}

/** How many customers {@link customersOnModel} finds. */
export async function countCustomersOnModel(tx: Tx, model: string): Promise<number> {
  const [row] = await tx.rows<{ readonly customers: number }>(
    `select count(distinct coalesce(c.payer, p.customer))::int as customers
    from subscription_phases p left join customers c on c.id = p.customer
    where (p.model = $1 or starts_with(p.model, $1 || '/'))
      and (p.ends_at is null or p.ends_at > p.starts_at)`,
    [model],
  );
  return row?.customers ?? 0;
}

/** Customers who have, had or will have one of these plans or add-ons, by id, at most so many. */
export const subscribersOf = async (
  tx: Tx,
  plans: readonly string[],
  limit: number,
): Promise<readonly string[]> =>
  (
    await tx.rows<{ readonly customer: string }>(
      `select distinct customer from subscription_phases
      where plan = any ($1::text[]) and (ends_at is null or ends_at > starts_at)
      order by customer limit $2`,
      [textArray(plans), limit],
    )
  ).map(({ customer }) => customer);
