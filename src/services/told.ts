import type { CustomerFact, SubscriptionFact } from "../account/fact.ts";
import { zoneOf } from "../account/terms.ts";
import { customersOfFacts, findFact } from "../store/account-facts.ts";
import { accountStanding } from "../store/accounts.ts";
import { findCustomer } from "../store/customers.ts";
import { formatCivilDate } from "../time/calendar.ts";
import { civilDateAt, UTC } from "../time/zone.ts";
import type { ReportParts } from "./report-parts.ts";

/** What was told, as it was told: for who amends a part of it, or knows a thing by another's name. */
export interface Told {
  /** What is known of a customer now; undefined where there is none. */
  readonly customer: (tenant: string, id: string) => Promise<CustomerFact | undefined>;
  /** The day that it is for a customer, `2026-01-31`, in the zone of its account; undefined where there is none. */
  readonly today: (tenant: string, customer: string) => Promise<string | undefined>;
  /** A subscription as it was bought, whatever changed since; undefined where there is none. */
  readonly subscription: (tenant: string, id: string) => Promise<SubscriptionFact | undefined>;
  /** Whose these subscriptions are, by subscription; nothing of one that is not known. */
  readonly subscribers: (
    tenant: string,
    subscriptions: ReadonlySet<string>,
  ) => Promise<ReadonlyMap<string, string>>;
}

/** Reads it from the store. */
export const createTold = ({ store, clock, library }: ReportParts): Told => ({
  customer: (tenant, id) =>
    store.withTenant(tenant, async (tx) => factOf(await findCustomer(tx, id)), { readOnly: true }),
  today: (tenant, customer) =>
    store.withTenant(
      tenant,
      async (tx) => {
        const [standing, models] = await Promise.all([
          accountStanding(tx, customer),
          library.of(tx),
        ]);
        if (standing === undefined) return undefined;
        const zone = models && zoneOf(standing.account.customer, models.books.current);
        return formatCivilDate(civilDateAt(zone?.ok ? zone.value : UTC, clock.now(tenant)));
      },
      { readOnly: true },
    ),
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
