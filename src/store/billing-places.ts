import { formatInstant, type Instant } from "../time/instant.ts";
import type { Statement, Tx } from "./tenant.ts";

/** A place in the order in which invoices are numbered: by time, then customer. */
export interface BillingPlace {
  readonly at: Instant;
  readonly customer: string;
}

const key = `hashtextextended('florin.facts ' || current_setting('florin.tenant'), 0)`;

const waitForBilling: Statement = {
  name: "wait-for-billing",
  text: `select pg_advisory_xact_lock_shared(${key})`,
};

const waitForFacts: Statement = {
  name: "wait-for-facts",
  text: `select pg_advisory_xact_lock(${key})`,
};

const findPlace: Statement = {
  name: "find-billing-place",
  text: "select last_at as at, last_customer as customer from billing_places",
};

const savePlace: Statement = {
  name: "save-billing-place",
  text: `
    insert into billing_places (last_at, last_customer) values ($1, $2)
    on conflict (tenant) do update set last_at = excluded.last_at, last_customer = excluded.last_customer
    where (billing_places.last_at, billing_places.last_customer) < (excluded.last_at, excluded.last_customer)`,
};

/**
 * The last turn that has its numbers, whichever process gave them; undefined where none has. Until the transaction ends nobody
 * bills the tenant, so what it tells an account becomes known behind that place. Asked before any account is locked.
 */
export async function lastBilled(tx: Tx): Promise<BillingPlace | undefined> {
  await tx.run(waitForBilling);
  const [place] = await tx.rows<{ at: Instant; customer: string }>(findPlace);
  return place;
}

/**
 * Waits for everything that accounts are being told by any process, and keeps more of it waiting until this transaction, which bills,
 * has ended. Asked before any account is locked.
 */
export async function holdFactsBack(tx: Tx): Promise<void> {
  await tx.run(waitForFacts);
}

/** Keeps how far billing came; it never goes back. */
export async function saveBillingPlace(tx: Tx, { at, customer }: BillingPlace): Promise<void> {
  await tx.run(savePlace, [formatInstant(at), customer]);
}
