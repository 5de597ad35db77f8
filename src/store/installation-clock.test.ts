import { afterAll, beforeAll, expect, it } from "vitest";
import { saveCustomer } from "./customers.ts";
import {
  addInstallationClock,
  booksWrittenUntil,
  findInstallationClock,
  moveInstallationClock,
} from "./installation-clock.ts";
import { insertPublishedModel } from "./models.ts";
import { type TestDatabase, testDatabase } from "./test-database.fixture.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

it("keeps the first clock, and moves it forward only", async () => {
  const { pool } = database.store;
  expect(await findInstallationClock(pool)).toBeUndefined();
  const first = { mode: "manual", latest: 1_000 } as const;
  expect(await addInstallationClock(pool, first)).toEqual(first);
  expect(await addInstallationClock(pool, { mode: "real", latest: 9_000 })).toEqual(first);
  const moved = [];
  for (const to of [2_000, 1_500, 2_000, 2_001]) moved.push(await moveInstallationClock(pool, to));
  expect(moved).toEqual([2_000, 2_000, 2_000, 2_001]);
  expect(await findInstallationClock(pool)).toEqual({ mode: "manual", latest: 2_001 });
  await Promise.all([5_000, 7_000, 6_000].map((to) => moveInstallationClock(pool, to)));
  expect(await findInstallationClock(pool)).toEqual({ mode: "manual", latest: 7_000 });
});

it("lets nobody change the mode", async () => {
  const { pool } = database.store;
  await expect(pool.query("update installation_clock set mode = 'real'")).rejects.toThrow(
    /permission denied/,
  );
  await expect(pool.query("delete from installation_clock")).rejects.toThrow(/permission denied/);
});

it("finds how far the books of any tenant are written", async () => {
  const { pool, withTenant } = database.store;
  expect(await booksWrittenUntil(pool)).toBeUndefined();
  const model = { id: "m", version: "1", document: "{}", publishedAt: 10_000 };
  await withTenant("acme", (tx) => insertPublishedModel(tx, model));
  expect(await booksWrittenUntil(pool)).toBe(10_000);
  const nothing = {
    email: null,
    segment: null,
    country: null,
    currency: null,
    timeZone: null,
    payer: null,
  };
  const customer = { id: "c", name: "C", ...nothing, fact: "{}", createdAt: 20_000 };
  await withTenant("zeta", (tx) => saveCustomer(tx, customer));
  expect(await booksWrittenUntil(pool)).toBe(20_000);
});
