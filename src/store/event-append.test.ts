import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createEventAppender } from "./event-append.ts";
import { settleAppends } from "./sql/settle-appends.ts";
import { operationsEvent } from "./stored-events.fixture.ts";
import type { Tx } from "./tenant.ts";
import { addTenant } from "./tenants.ts";
import { type TestDatabase, testDatabase } from "./test-database.fixture.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  await database.admin.query("select ensure_event_month('2026-01-01')");
});
afterAll(() => database.drop());

let tenants = 0;
async function newTenant(): Promise<string> {
  tenants += 1;
  const id = `appending-${tenants}`;
  await addTenant(database.store.pool, { id, name: id, createdAt: 0 });
  return id;
}

/** What a biller does: settles, then counts what was received before its cutoff. */
const billed = (tenant: string, cutoff: number): Promise<number> =>
  database.store.withTenant(tenant, async (tx) => {
    await tx.run(settleAppends, [cutoff]);
    return receivedBefore(tx, cutoff);
  });

async function receivedBefore(tx: Tx, cutoff: number): Promise<number> {
  const [row] = await tx.rows<{ count: number }>(
    "select count(*) from events where received_at < to_timestamp($1::double precision / 1000)",
    [cutoff],
  );
  return row?.count ?? 0;
}

/** Resolves when so many sessions wait for an advisory lock of this database. */
async function waiting(sessions: number): Promise<void> {
  for (;;) {
    const { rows } = await database.admin.query<{ count: number }>(
      `select count(*) from pg_locks where locktype = 'advisory' and not granted
        and database = (select oid from pg_database where datname = current_database())`,
    );
    if (rows[0]?.count === sessions) return;
  }
}

describe("an append and a settlement", () => {
  it("stores nothing under a stamp from before the settlement, however long the append was on its way", async () => {
    const tenant = await newTenant();
    let now = 1_000;
    const append = createEventAppender(database.store.pool);
    const send = (id: string) => append(tenant, [operationsEvent(id)], () => () => now);
    await send("first");

    // The append is stamped and sent, and is held up before it has its lock.
    const gate = await database.admin.connect();
    await gate.query("select pg_advisory_lock(hashtextextended($1, 0))", [
      `florin.append.${tenant}`,
    ]);
    const late = send("late");
    await waiting(1);
    now = 2_000;
    const counted = billed(tenant, 1_500);
    await waiting(2);
    await gate.query("select pg_advisory_unlock_all()");
    gate.release();

    expect(await counted).toBe(1);
    expect(await late).toEqual(["accepted"]);
    expect(await database.store.withTenant(tenant, (tx) => receivedBefore(tx, 1_500))).toBe(1);
    expect(await database.store.withTenant(tenant, (tx) => receivedBefore(tx, 2_001))).toBe(2);
  });

  it("stores nothing before what was counted, though the clock is behind", async () => {
    const tenant = await newTenant();
    const append = createEventAppender(database.store.pool);
    const send = (id: string) =>
      append(tenant, [operationsEvent(id)], (settledUntil) => {
        const now = Math.max(3_000, settledUntil);
        return () => now;
      });
    await send("first");
    const before = await billed(tenant, 5_000);
    await send("second");
    await send("third");
    const received = (cutoff: number) =>
      database.store.withTenant(tenant, (tx) => receivedBefore(tx, cutoff));
    expect([before, await received(5_000), await received(5_001)]).toEqual([1, 1, 3]);
    expect(await billed(tenant, 4_000)).toBe(1);
    await send("fourth");
    expect([await received(5_000), await received(5_001)]).toEqual([1, 4]);
  });

  it("counts an append that was first, and waits for its end", async () => {
    const tenant = await newTenant();
    const append = createEventAppender(database.store.pool);
    const send = (id: string) => append(tenant, [operationsEvent(id)], () => () => 1_000);
    await send("first");
    // The event's identity is held by another, so the append waits with its lock in hand.
    const holder = await database.admin.connect();
    await holder.query("begin");
    await holder.query(
      `insert into event_keys (tenant, source, id, content, received_at)
        values ($1, 'api', 'held', 0, '1970-01-01Z')`,
      [tenant],
    );
    const held = send("held");
    const waitsForRow = async (): Promise<boolean> => {
      const { rowCount } = await database.admin.query(
        "select from pg_locks where locktype = 'transactionid' and not granted",
      );
      return rowCount !== 0;
    };
    while (!(await waitsForRow()));
    const counted = billed(tenant, 2_000);
    await waiting(1);
    await holder.query("rollback");
    holder.release();
    expect(await held).toEqual(["accepted"]);
    expect(await counted).toBe(2);
  });

  it("never changes what was counted, with many of both at once", async () => {
    const tenant = await newTenant();
    let now = 0;
    const append = createEventAppender(database.store.pool);
    const counts: { readonly cutoff: number; readonly count: number }[] = [];
    const sender = async (name: string): Promise<void> => {
      for (let index = 0; index < 60; index += 1) {
        const event = operationsEvent(`${name}-${index}`);
        const verdicts = await append(tenant, [event], () => {
          now += 1;
          const stamp = now;
          return () => stamp;
        });
        expect(verdicts).toEqual(["accepted"]);
      }
    };
    const biller = async (): Promise<void> => {
      for (let run = 0; run < 40; run += 1) {
        const cutoff = now;
        counts.push({ cutoff, count: await billed(tenant, cutoff) });
      }
    };
    await Promise.all([sender("a"), sender("b"), sender("c"), sender("d"), biller(), biller()]);
    for (const { cutoff, count } of counts) {
      const later = await database.store.withTenant(tenant, (tx) => receivedBefore(tx, cutoff));
      expect([cutoff, later]).toEqual([cutoff, count]);
    }
    expect(await database.store.events.countEvents(tenant)).toBe(240);
  });

  it("leaves no lock where the number cannot be raised", async () => {
    const settle = database.store.withTenant("acme", (tx) => tx.run(settleAppends, [0]), {
      readOnly: true,
    });
    await expect(settle).rejects.toThrow(/read-only/);
    const { rowCount } = await database.admin.query(
      `select from pg_locks where locktype = 'advisory' and mode = 'ExclusiveLock'
        and database = (select oid from pg_database where datname = current_database())`,
    );
    expect(rowCount).toBe(0);
  });
});

describe("an appender", () => {
  it("is exact for a sender that repeats itself, then sends news, then both", async () => {
    const tenant = await newTenant();
    const append = createEventAppender(database.store.pool);
    const send = (...ids: readonly string[]) =>
      append(
        tenant,
        ids.map((id) => operationsEvent(id)),
        () => () => 1_000,
      );
    expect(await send("a", "b")).toEqual(["accepted", "accepted"]);
    expect(await send("b", "a", "c")).toEqual(["duplicate", "duplicate", "accepted"]);
    expect(await send("c", "d")).toEqual(["duplicate", "accepted"]);
    expect(await send("e", "f")).toEqual(["accepted", "accepted"]);
    expect(await send("g", "f", "h")).toEqual(["accepted", "duplicate", "accepted"]);
    const other = { ...operationsEvent("a"), customer: "somebody else" };
    expect(await append(tenant, [other], () => () => 1_000)).toEqual(["conflict"]);
    expect(await database.store.events.countEvents(tenant)).toBe(8);
  });
});
