import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { operationsEvent } from "../stored-events.fixture.ts";
import { addTenant } from "../tenants.ts";
import { type TestDatabase, testDatabase } from "../test-database.fixture.ts";
import { hasChdb, openChdb } from "./chdb.fixture.ts";
import type { ClickHouse } from "./clickhouse.ts";
import { createEventMover } from "./event-batches.ts";

describe.skipIf(!hasChdb)("events on their way", () => {
  let database: TestDatabase;
  let clickhouse: ClickHouse;
  const tenant = `moving-${process.pid}`;
  beforeAll(async () => {
    clickhouse = openChdb();
    database = await testDatabase({ clickhouse });
    await addTenant(database.store.pool, { id: tenant, name: tenant, createdAt: 0 });
  });
  afterAll(() => database?.drop());

  const waiting = () =>
    database.store.withTenant(tenant, (tx) => tx.run("select from event_batches"));

  it("are stored once, though the process that moved them died before it could say so", async () => {
    const { events, pool } = database.store;
    const batch = ["a", "b", "c"].map((id) => operationsEvent(id));
    /** Stores what it is given, and dies before it has told. */
    const dying: ClickHouse = {
      ...clickhouse,
      insert: async (table, rows) => {
        await clickhouse.insert(table, rows, `another token ${rows.length}`);
        throw new Error("the process died");
      },
    };
    await events.append(tenant, batch);
    const mover = createEventMover(pool, dying);
    await expect(mover.move(tenant)).rejects.toThrow("died");
    expect(await waiting()).toBe(1);
    expect(await events.countEvents(tenant)).toBe(3);
    expect(await waiting()).toBe(0);
    const answers = await events.aggregate(tenant, [
      {
        key: "k",
        customer: "c-1",
        meter: { event: "inference", aggregation: { kind: "count" }, unit: "call" },
        from: 0,
        to: Date.UTC(2100, 0),
      },
    ]);
    expect(answers.get("k")).toMatchObject({ partial: { events: 3 } });
  });

  it("wait while ClickHouse is away, and lose nothing", async () => {
    const { events, pool } = database.store;
    const away: ClickHouse = {
      ...clickhouse,
      insert: () => Promise.reject(new Error("connect ECONNREFUSED")),
    };
    const mover = createEventMover(pool, away);
    expect(await events.append(tenant, [operationsEvent("d")])).toEqual(["accepted"]);
    await expect(mover.move(tenant)).rejects.toThrow("ECONNREFUSED");
    expect(await events.append(tenant, [operationsEvent("d")])).toEqual(["duplicate"]);
    expect(await events.countEvents(tenant)).toBe(4);
  });

  it("refuses a server that would not see them", async () => {
    const { settleEventEngine } = await import("../event-engine.ts");
    await expect(settleEventEngine(database.store.pool, "postgres")).rejects.toThrow(
      /kept in ClickHouse: set CLICKHOUSE_URL/,
    );
  });

  it("gives no row of a failed query to the next one", async () => {
    const failing = clickhouse.rows(
      "select number, throwIf(number = 900000) from numbers(1000000)",
    );
    await expect(failing).rejects.toThrow();
    expect(await clickhouse.rows("select 42 as answer")).toEqual([{ answer: 42 }]);
  });
});
