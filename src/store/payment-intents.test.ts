import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { expectOk } from "../fault/fault.ts";
import { everyPage } from "./listed-customers.fixture.ts";
import { insertIntent, listIntents } from "./payment-intents.ts";
import { type TestDatabase, testDatabase } from "./test-database.fixture.ts";

const dayMs = 86_400_000;
const customers = ["c-1", "c-2"] as const;
const currencies = ["EUR", "USD"] as const;
const amounts = ["9.90", "10.00", "100.00", "99.5"] as const;
const states = ["succeeded", "failed", "unknown"] as const;

/** Payments of eight days, two a day, each alike in something. */
const intents = Array.from({ length: 16 }, (_, index) => ({
  id: `pi-${index}`,
  kind: index % 5 === 0 ? "refund" : "charge",
  way: "method",
  provider: index % 3 === 0 ? "sandbox" : "stripe",
  customer: customers[index % 2] ?? "c-1",
  invoice: index % 4 === 0 ? null : `INV-${index % 4}`,
  charge: null,
  state: states[index % 3] ?? "failed",
  recordedAt: Date.UTC(2026, 0, 1, 23) + Math.floor(index / 2) * dayMs,
  nextCallAt: null,
  amount: amounts[index % 4] ?? "1",
  currency: currencies[Math.floor(index / 3) % 2] ?? "EUR",
}));

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  await database.store.withTenant("acme", async (tx) => {
    for (const { amount, currency, ...intent } of intents)
      await insertIntent(tx, {
        ...intent,
        idempotencyKey: intent.id,
        document: JSON.stringify({ amount, currency }),
        terms: "{}",
      });
  });
});
afterAll(() => database.drop());

const maybe = <T>(values: readonly T[]) =>
  fc.option(fc.constantFrom(...values), { nil: undefined, freq: 2 });
const days = intents.map(({ recordedAt }) => new Date(recordedAt).toISOString().slice(0, 10));
const asked = fc.record({
  customer: maybe(customers),
  kind: maybe(["charge", "refund"] as const),
  state: maybe(states),
  provider: maybe(["stripe", "sandbox"]),
  currency: maybe(currencies),
  from: maybe(days),
  to: maybe(days),
  least: maybe(amounts),
  most: maybe(amounts),
  limit: fc.constantFrom(3, 50),
});

it("narrows the list to what looking at each payment finds, in pages of any size", async () => {
  await fc.assert(
    fc.asyncProperty(asked, async ({ from, to, least, most, limit, ...equal }) => {
      const kept = intents.filter(
        (intent, at) =>
          Object.entries(equal).every(
            ([name, value]) => value === undefined || Reflect.get(intent, name) === value,
          ) &&
          (days[at] ?? "") >= (from ?? "") &&
          (days[at] ?? "") <= (to ?? "9999") &&
          Number(intent.amount) >= Number(least ?? 0) &&
          Number(intent.amount) <= Number(most ?? 1_000),
      );
      const stated = Object.fromEntries(Object.entries(equal).filter(([, value]) => value));
      const found = await everyPage((cursor) =>
        database.store.withTenant("acme", async (tx) =>
          expectOk(
            await listIntents(tx, {
              ...stated,
              recorded: { ...(from && { from }), ...(to && { to }) },
              amount: { ...(least && { from: least }), ...(most && { to: most }) },
              limit,
              ...(cursor && { cursor }),
            }),
          ),
        ),
      );
      expect(found.map(({ id }) => id).sort()).toEqual(kept.map(({ id }) => id).sort());
    }),
    { numRuns: 25 },
  );
});
