import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Meter } from "../model/meter.ts";
import { describeAggregates } from "./event-aggregates.conformance.ts";
import { appendEvents } from "./event-append.ts";
import { storeUnderTest } from "./store-under-test.fixture.ts";
import { operationsEvent } from "./stored-events.fixture.ts";
import { type TestDatabase, testDatabase } from "./test-database.fixture.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

describeAggregates(storeUnderTest(() => database));

describe("receipt", () => {
  const meter: Meter = { event: "inference", aggregation: { kind: "count" }, unit: "call" };

  it("is when the event is stored, whatever the event says", async () => {
    const at = Date.UTC(2020, 0, 1);
    const before = Date.now();
    await database.store.events.append("acme", [
      operationsEvent("claims", { customer: "claimer", receivedAt: at }),
    ]);
    for await (const { receivedAt = 0 } of database.store.events.read("acme", {
      customer: "claimer",
    })) {
      expect(receivedAt).toBeGreaterThanOrEqual(before);
    }
  });

  it("misses no event that was stamped before the question and committed after it", async () => {
    let commit = () => {};
    const held = new Promise<void>((resolve) => {
      commit = resolve;
    });
    const stamp = Date.now();
    let stamped = () => {};
    const open = new Promise<void>((resolve) => {
      stamped = resolve;
    });
    await database.admin.query("select ensure_event_month('2026-01-01')");
    const slow = database.store.withTenant("acme", async (tx) => {
      await appendEvents(tx, [operationsEvent("slow", { customer: "slow" })], () => () => stamp);
      stamped();
      await held;
    });
    await open;
    const month = { from: 0, to: Date.UTC(2027, 0, 1) };
    const asked = database.store.events.aggregate("acme", [
      { key: "slow", customer: "slow", meter, ...month, receivedBefore: stamp + 1 },
    ]);
    await waiting();
    // Others may append meanwhile only after the question has had its turn; it holds them up no longer than that.
    commit();
    await slow;
    expect((await asked).get("slow")).toMatchObject({ partial: { events: 1 } });
    expect(await database.store.events.append("acme", [operationsEvent("after")])).toEqual([
      "accepted",
    ]);
  });
});

/** Resolves when a session waits for an advisory lock. */
async function waiting(): Promise<void> {
  for (;;) {
    const { rowCount } = await database.admin.query(
      "select from pg_locks where locktype = 'advisory' and not granted",
    );
    if (rowCount !== 0) return;
  }
}
