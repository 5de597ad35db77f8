import { formatInstant, type Instant } from "../time/instant.ts";
import { nullableTextArray, numberArray, textArray } from "./array-literal.ts";
import type { Statement, Tx } from "./tenant.ts";

/** A stretch of a subscription on unchanged terms, as what it is now known to be. */
export interface SubscriptionPhase {
  readonly subscription: string;
  /** 1 for the first. */
  readonly phase: number;
  readonly plan: string;
  /** `id@version` whose prices hold in it. */
  readonly model: string;
  readonly startsAt: Instant;
  /** Null while it is open. */
  readonly endsAt: Instant | null;
  /** What comes after it; null while it is open. */
  readonly sequel: "change" | "pause" | "end" | null;
  /** The terms, as a fact in canonical text. */
  readonly terms: string;
}

/** A phase and whose it is. */
export interface CustomerPhase extends SubscriptionPhase {
  readonly customer: string;
}

const deletePhases: Statement = {
  name: "delete-subscription-phases",
  text: "delete from subscription_phases where customer = $1",
};

const insertPhases: Statement = {
  name: "insert-subscription-phases",
  text: `insert into subscription_phases
      (customer, subscription, phase, plan, model, starts_at, ends_at, sequel, terms)
    select $1, * from unnest($2::text[], $3::int[], $4::text[], $5::text[], $6::timestamptz[],
      $7::timestamptz[], $8::text[], $9::text[])`,
};

/** Writes a customer's phases down anew: what it did and will subscribe to, by all that is known. */
export async function replacePhases(
  tx: Tx,
  customer: string,
  phases: readonly SubscriptionPhase[],
): Promise<void> {
  await tx.run(deletePhases, [customer]);
  if (phases.length === 0) return;
  await tx.run(insertPhases, [
    customer,
    textArray(phases.map(({ subscription }) => subscription)),
    numberArray(phases.map(({ phase }) => phase)),
    textArray(phases.map(({ plan }) => plan)),
    textArray(phases.map(({ model }) => model)),
    textArray(phases.map(({ startsAt }) => formatInstant(startsAt))),
    nullableTextArray(
      phases.map(({ endsAt }) => (endsAt === null ? undefined : formatInstant(endsAt))),
    ),
    nullableTextArray(phases.map(({ sequel }) => sequel ?? undefined)),
    textArray(phases.map(({ terms }) => terms)),
  ]);
}

/** The phases of these customers, by customer, subscription and time. */
export const phasesOf = (tx: Tx, customers: readonly string[]): Promise<readonly CustomerPhase[]> =>
  tx.rows(
    `select customer, subscription, phase, plan, model, starts_at as "startsAt", ends_at as "endsAt",
      sequel, terms
    from subscription_phases where customer = any ($1::text[])
    order by customer, subscription, phase`,
    [textArray(customers)],
  );
