import type { CustomerFact, SubscriptionFact } from "../account/fact.ts";
import { customersOfFacts, findFact } from "../store/account-facts.ts";
import { findCustomer } from "../store/customers.ts";
import type { Store } from "../store/store.ts";

/** What was told, as it was told: for who amends a part of it, or knows a thing by another's name. */
export interface Told {
  /** What is known of a customer now; undefined where there is none. */
  readonly customer: (tenant: string, id: string) => Promise<CustomerFact | undefined>;
  /** A subscription as it was bought, whatever changed since; undefined where there is none. */
  readonly subscription: (tenant: string, id: string) => Promise<SubscriptionFact | undefined>;
  /** Whose these subscriptions are, by subscription; nothing of one that is not known. */
  readonly subscribers: (
    tenant: string,
    subscriptions: ReadonlySet<string>,
  ) => Promise<ReadonlyMap<string, string>>;
}

/** Reads it from the store. */
export const createTold = (store: Store): Told => ({
  customer: (tenant, id) =>
    store.withTenant(tenant, async (tx) => factOf(await findCustomer(tx, id)), { readOnly: true }),
  subscription: (tenant, id) =>
    store.withTenant(tenant, async (tx) => factOf(await findFact(tx, "subscription", id)), {
      readOnly: true,
    }),
  subscribers: (tenant, subscriptions) =>
    store.withTenant(tenant, (tx) => customersOfFacts(tx, "subscription", subscriptions), {
      readOnly: true,
    }),
});

/** A stored fact, which was checked when it was told. */
const factOf = <F>(stored: { readonly fact: string } | undefined): F | undefined =>
  stored === undefined ? undefined : JSON.parse(stored.fact);
