import { saveCustomer } from "./customers.ts";
import type { StoreUnderTest } from "./stored-events.fixture.ts";
import { saveSubscription } from "./subscription.fixture.ts";
import { addTenant } from "./tenants.ts";
import type { TestDatabase } from "./test-database.fixture.ts";

let tenants = 0;

/** The event store of a database, whatever engine it keeps events in. */
export const storeUnderTest = (database: () => TestDatabase): StoreUnderTest => ({
  events: () => database().store.events,
  newTenant: async () => {
    tenants += 1;
    const id = `tenant-${process.pid}-${tenants}`;
    await addTenant(database().store.pool, { id, name: id, createdAt: 0 });
    return id;
  },
  addCustomer: (tenant, id, subscription) =>
    database().store.withTenant(tenant, async (tx) => {
      const nobody = {
        email: null,
        segment: null,
        country: null,
        currency: null,
        timeZone: null,
        payer: null,
      };
      await saveCustomer(tx, { id, name: id, ...nobody, fact: "{}", createdAt: 0 });
      if (subscription === undefined) return;
      const { product, from, to } = subscription;
      await saveSubscription(tx, { customer: id, plan: product, startsAt: from, endsAt: to });
    }),
});
