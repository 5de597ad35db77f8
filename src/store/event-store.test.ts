import { afterAll, beforeAll } from "vitest";
import { saveCustomer } from "./customers.ts";
import { describeEventStore } from "./event-store.conformance.ts";
import { saveSubscription } from "./subscription.fixture.ts";
import { addTenant } from "./tenants.ts";
import { type TestDatabase, testDatabase } from "./test-database.fixture.ts";

let database: TestDatabase;
let tenants = 0;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

describeEventStore({
  events: () => database.store.events,
  newTenant: async () => {
    tenants += 1;
    const id = `tenant-${tenants}`;
    await addTenant(database.store.pool, { id, name: id, createdAt: 0 });
    return id;
  },
  addCustomer: (tenant, id, subscription) =>
    database.store.withTenant(tenant, async (tx) => {
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
