import { afterAll, beforeAll, expect, it } from "vitest";
import { bookSums } from "../store/book-months.ts";
import { heldJournalHead } from "../store/journal.ts";
import { type TestDatabase, testDatabase } from "../store/test-database.fixture.ts";
import { rememberBookSums } from "./metrics-books.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase({ tenants: ["acme", "other"] });
});
afterAll(() => database?.drop());

const day = 86_400_000;
const months = { starts: [0, 31 * day], lastDays: [30 * day] };

it("are added up once, until the journal goes on; for each tenant and its months, and anew after a failure", async () => {
  let count = 0;
  let fails = false;
  const sumBooks = rememberBookSums((tx, wanted) => {
    count += 1;
    return fails ? Promise.reject(new Error("no")) : bookSums(tx, wanted);
  });
  const ask = (tenant: string, wanted = months) =>
    database.store.withTenant(tenant, (tx) => sumBooks(tx, wanted), { readOnly: true });
  // As whoever posts, closes or tells of what was sold holds the end of the journal.
  const post = () => database.store.withTenant("acme", heldJournalHead);
  expect(await Promise.all([ask("acme"), ask("other")])).toHaveLength(2);
  expect(await ask("acme")).toEqual(await ask("acme"));
  expect(count).toBe(2);
  await ask("acme", { ...months, lastDays: [29 * day] });
  expect(count).toBe(3);
  await post();
  await ask("acme");
  expect(count).toBe(4);
  await post();
  fails = true;
  await expect(ask("acme")).rejects.toThrow("no");
  fails = false;
  await ask("acme");
  expect(count).toBe(6);
  await ask("acme");
  expect(count).toBe(6);
});
