import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { LateLook } from "./event-store.ts";
import { customersWithLateUsage } from "./late-customers.ts";
import { operationsEvent } from "./stored-events.fixture.ts";
import { type TestDatabase, testDatabase } from "./test-database.fixture.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const minute = 60_000;
const periodEnd = Date.UTC(2026, 2, 1);
/** Half an hour of grace: the closed periods were last looked at then. */
const looked = periodEnd + 30 * minute;

const look = (customer: string, given: Partial<LateLook> = {}): LateLook => ({
  customer,
  receivedSince: looked,
  before: periodEnd,
  ...given,
});

const askedFor = async (tenant: string, looks: readonly LateLook[]): Promise<string[]> =>
  [...(await database.store.withTenant(tenant, (tx) => customersWithLateUsage(tx, looks)))].sort();

describe("customersWithLateUsage", () => {
  it("finds who got an event of a closed period since it was looked at", async () => {
    const events = [
      ["late", periodEnd - minute, looked],
      ["long-late", Date.UTC(2024, 6, 9), looked + minute],
      ["looked-at", periodEnd - 60 * minute, looked - 1],
      ["of-the-open-period", periodEnd, looked + 60 * minute],
      ["on-time", periodEnd - minute, periodEnd],
    ] as const;
    await database.store.events.importHistory(
      "acme",
      events.map(([customer, time, receivedAt]) =>
        operationsEvent(customer, { customer, time, receivedAt }),
      ),
    );
    const everybody = [...events.map(([customer]) => look(customer)), look("unknown")];
    expect(await askedFor("acme", everybody)).toEqual(["late", "long-late"]);
    expect(await askedFor("acme", [look("late"), look("late")])).toEqual(["late"]);
    expect(await askedFor("zeta", everybody)).toEqual([]);
    expect(await askedFor("acme", [])).toEqual([]);
  });

  it("suspects everybody whose grace window is shorter than what the index calls late", async () => {
    const hasty = look("nobody", { receivedSince: periodEnd + 5 * minute - 1 });
    expect(await askedFor("acme", [hasty, look("on-time")])).toEqual(["nobody"]);
    const slow = look("nobody", { receivedSince: periodEnd + 5 * minute });
    expect(await askedFor("acme", [slow])).toEqual([]);
  });

  it("misses no event that is just late enough", async () => {
    const receivedAt = periodEnd + 5 * minute;
    await database.store.events.importHistory("acme", [
      operationsEvent("last", { customer: "last", time: periodEnd - 1, receivedAt }),
    ]);
    expect(await askedFor("acme", [look("last", { receivedSince: receivedAt })])).toEqual(["last"]);
  });

  it("asks an index that the months to come have too", async () => {
    const { rows } = await database.admin.query<{ indexdef: string }>(
      "select indexdef from pg_indexes where tablename = 'events_2026_02' and indexdef like '% WHERE %'",
    );
    expect(rows.map(({ indexdef }) => indexdef)).toEqual([
      expect.stringContaining("(customer, tenant, received_at)"),
      expect.stringContaining("(customer, tenant, type, withdrawn_at)"),
    ]);
  });
});
