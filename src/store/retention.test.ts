import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { one } from "../money/decimal.ts";
import { DAY_MS, formatInstant } from "../time/instant.ts";
import type { Pool } from "./connection.ts";
import { droppedMonths, keptMonth, monthDropped, saveKeptMonth } from "./dropped-months.ts";
import { forgetKept } from "./kept-usage.ts";
import { addReservation, closeReservation } from "./reservations.ts";
import { newestReservation, pruneEventKeys, pruneReservations } from "./retention.ts";
import { operationsEvent } from "./stored-events.fixture.ts";
import type { RollingUp } from "./stored-month.ts";
import type { Tx } from "./tenant.ts";
import { type TestDatabase, testDatabase } from "./test-database.fixture.ts";
import { dropUsageMonths, mendUsageMonths, storedMonth } from "./usage-months.ts";
import { verifyEvents } from "./verify-events.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const now = Date.UTC(2026, 5, 1);

describe("pruneEventKeys", () => {
  it("forgets identities after their time, and not before", async () => {
    const { events, pool, withTenant } = database.store;
    const received = (id: string, days: number) =>
      operationsEvent(id, { receivedAt: now - days * DAY_MS });
    const batch = [received("old", 41), received("edge", 40), received("new", 1)];
    await events.importHistory("acme", batch);
    await events.importHistory("zeta", batch);
    expect(await pruneEventKeys(pool, "acme", 40, now)).toEqual({ ok: true, value: 1 });
    expect(
      await events.append(
        "acme",
        [batch[1], batch[2]].flatMap((event) => event ?? []),
      ),
    ).toEqual(["duplicate", "duplicate"]);
    expect(await withTenant("acme", (tx) => verifyEvents(tx, now - 40 * DAY_MS))).toEqual([]);
    expect(await withTenant("acme", (tx) => verifyEvents(tx, 0))).toEqual([
      { subject: "api/old", broken: "event without key" },
    ]);
    expect(await events.append("zeta", batch)).toEqual(["duplicate", "duplicate", "duplicate"]);
  });

  it("keeps them for 35 days whatever it is told", async () => {
    const refused = await pruneEventKeys(database.store.pool, "acme", 34, now);
    expect(refused).toMatchObject({ ok: false, faults: [{ code: "retention-too-short" }] });
  });
});

describe("pruneReservations", () => {
  it("deletes what was closed or lapsed before, of this tenant, and leaves what is open", async () => {
    const { pool, withTenant } = database.store;
    const at = (days: number): number => now + days * DAY_MS;
    const reserve = (tx: Tx, id: string, from: number) =>
      addReservation(tx, {
        id,
        customer: "c-1",
        meter: "calls",
        counter: "calls",
        quantity: one,
        createdAt: from,
        expiresAt: from + DAY_MS,
      });
    for (const tenant of ["acme", "zeta"])
      await withTenant(tenant, async (tx) => {
        for (const id of ["finalized", "released", "lapsed"]) await reserve(tx, id, at(-10));
        for (const id of ["open", "late"]) await reserve(tx, id, at(0));
        await closeReservation(tx, "finalized", { state: "finalized", used: one, at: at(-10) });
        await closeReservation(tx, "released", { state: "released", at: at(-9) });
        await closeReservation(tx, "late", { state: "released", at: at(0) });
      });
    expect(await withTenant("acme", newestReservation)).toBe(at(0));
    expect(await pruneReservations(pool, "acme", at(-9))).toBe(1);
    expect(await pruneReservations(pool, "acme", at(0))).toBe(2);
    const left = (tenant: string) =>
      withTenant(tenant, (tx) => tx.rows("select id from reservations order by id"));
    expect(await left("acme")).toEqual([{ id: "late" }, { id: "open" }]);
    expect(await left("zeta")).toHaveLength(5);
  });
});

describe("dropUsageMonths", () => {
  const at = (id: string, time: number) => operationsEvent(id, { time, customer: "months" });
  const stored = (from: number, to: number) =>
    database.store.withTenant("acme", (tx) => storedMonth(tx, from, to));
  const rollUp: RollingUp = async (from, to) => new Map([["acme", await stored(from, to)]]);
  let owner: Pool;
  beforeAll(() => {
    owner = database.store.openOwnerPool();
  });
  afterAll(() => owner.end());
  /** Says that a month is rolled up, as the figures of a tenant's use would. */
  const sayRolledUp = (from: number, to: number) =>
    database.store.withTenant("acme", (tx) => saveKeptMonth(tx, { from, to, kept: {} }, from));
  const left = async () => {
    const ids = [];
    for await (const { id } of database.store.events.read("acme", { customer: "months" }))
      ids.push(id);
    return ids;
  };

  it("drops whole months, which come back when an event needs them", async () => {
    const { events, withTenant } = database.store;
    await events.append("acme", [
      at("march", Date.UTC(2021, 2, 31)),
      at("april", Date.UTC(2021, 3, 30)),
      at("may", Date.UTC(2021, 4, 1)),
    ]);
    await sayRolledUp(Date.UTC(2021, 3), Date.UTC(2021, 4));
    const asked: string[] = [];
    const rollUpSecond: RollingUp = async (from, to) => {
      asked.push(`${formatInstant(from)} ${formatInstant(to)}`);
      return asked.length > 1 ? rollUp(from, to) : undefined;
    };
    const before = Date.UTC(2021, 4, 20);
    expect(await dropUsageMonths(owner, before, rollUpSecond)).toEqual(["2021-04"]);
    expect(asked).toEqual([
      "2021-03-01T00:00:00Z 2021-04-01T00:00:00Z",
      "2021-04-01T00:00:00Z 2021-05-01T00:00:00Z",
    ]);
    const april = await withTenant("acme", (tx) => keptMonth(tx, Date.UTC(2021, 3)));
    expect(april?.isDropped).toBe(true);
    expect(await dropUsageMonths(owner, before, rollUpSecond)).toEqual(["2021-03"]);
    expect(await left()).toEqual(["may"]);
    // The identity outlives the usage, so what was billed is not billed again.
    expect(
      await events.append("acme", [
        at("april", Date.UTC(2021, 3, 30)),
        at("april-2", Date.UTC(2021, 3, 30)),
      ]),
    ).toEqual(["duplicate", "accepted"]);
  });

  it("leaves a month of which something came in, or is about to, since it was rolled up", async () => {
    const { events, withTenant } = database.store;
    const [from, to] = [Date.UTC(2020, 6), Date.UTC(2020, 7)];
    const old = { receivedAt: from, time: from, customer: "months" };
    await events.append("acme", [operationsEvent("july", { time: from, customer: "months" })]);
    await sayRolledUp(from, to);
    const meanwhile: RollingUp = async (...month) => {
      const rolledUp = await rollUp(...month);
      await events.importHistory("acme", [operationsEvent("of-old", old)]);
      return rolledUp;
    };
    expect(await dropUsageMonths(owner, to + DAY_MS, meanwhile)).toEqual([]);
    const open = await database.admin.connect();
    await open.query("begin");
    await open.query("select set_config('florin.tenant', 'acme', true)");
    await open.query(
      `insert into events (time, received_at, customer, type, source, id, data)
      values ($1, now(), 'months', 'inference', 'api', 'on-its-way', '{}')`,
      [formatInstant(from)],
    );
    expect(await dropUsageMonths(owner, to + DAY_MS, rollUp, 5)).toEqual([]);
    await open.query("rollback");
    open.release();
    const july = await withTenant("acme", (tx) => keptMonth(tx, from));
    expect(july?.isDropped).toBe(false);
    expect(await left()).toEqual(expect.arrayContaining(["july", "of-old"]));
    expect(await dropUsageMonths(owner, to + DAY_MS, rollUp)).toEqual(["2020-07"]);
  });

  it("knows a month whose dropping was cut off by its old events, whatever came in since", async () => {
    const { events, withTenant } = database.store;
    const [from, to] = [Date.UTC(2020, 10), Date.UTC(2020, 11)];
    await sayRolledUp(from, to);
    await events.append("acme", [at("november", from)]);
    const gone = () => withTenant("acme", (tx) => droppedMonths(tx, events.upkeep, { from, to }));
    expect(await gone()).toMatchObject([{ from, to }]);
    const old = { receivedAt: from, time: from, customer: "months" };
    await events.importHistory("acme", [operationsEvent("november-before", old)]);
    expect(await gone()).toEqual([]);
  });

  it("gives a roll-up of a large month all the time that it takes", async () => {
    const settings = await database.store.withTenant("acme", async (tx) => {
      await forgetKept(tx, { from: 0, to: 1 });
      return tx.rows(
        "select setting from pg_settings where name in ('statement_timeout', 'idle_in_transaction_session_timeout')",
      );
    });
    expect(settings).toEqual([{ setting: "0" }, { setting: "0" }]);
  });

  it("mends what was interrupted: a table of a month that is gone goes, another comes back", async () => {
    const { events, withTenant } = database.store;
    const [september, october] = [Date.UTC(2020, 8), Date.UTC(2020, 9)];
    await events.append("acme", [at("september", september), at("october", october)]);
    await owner.query("alter table events detach partition events_2020_10");
    // Given up while a reader holds on, so that it is left half done.
    const [reader, giving] = [await database.admin.connect(), await owner.connect()];
    await reader.query("begin");
    await reader.query("select from events limit 1");
    await giving.query("set statement_timeout = 100");
    await expect(
      giving.query("alter table events detach partition events_2020_09 concurrently"),
    ).rejects.toMatchObject({ code: "57014" });
    giving.release(true);
    await reader.query("rollback");
    reader.release();
    await sayRolledUp(september, october);
    await withTenant("acme", (tx) => tx.run(monthDropped, [formatInstant(september)]));
    await mendUsageMonths(owner, ["zeta", "acme"]);
    expect(
      await events.append("acme", [at("september-2", september), at("october-2", october)]),
    ).toEqual(["accepted", "accepted"]);
    const ids = await left();
    expect(ids).toEqual(expect.arrayContaining(["september-2", "october", "october-2"]));
    expect(ids).not.toContain("september");
  });
});
