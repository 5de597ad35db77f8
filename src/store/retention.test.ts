import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { one } from "../money/decimal.ts";
import { DAY_MS, formatInstant } from "../time/instant.ts";
import type { MonthDropping } from "./event-store.ts";
import { addReservation, closeReservation } from "./reservations.ts";
import {
  dropUsageMonths,
  newestReservation,
  pruneEventKeys,
  pruneReservations,
} from "./retention.ts";
import { operationsEvent } from "./stored-events.fixture.ts";
import type { Tx } from "./tenant.ts";
import { type TestDatabase, testDatabase } from "./test-database.fixture.ts";
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
  it("drops whole months, which come back when an event needs them", async () => {
    const { events } = database.store;
    const at = (id: string, time: number) => operationsEvent(id, { time, customer: "months" });
    await events.append("acme", [
      at("march", Date.UTC(2021, 2, 31)),
      at("april", Date.UTC(2021, 3, 30)),
      at("may", Date.UTC(2021, 4, 1)),
    ]);
    const owner = database.store.openOwnerPool();
    const asked: string[] = [];
    const gone: string[] = [];
    const dropping: MonthDropping = {
      mayGo: async (from, to) => {
        asked.push(`${formatInstant(from)} ${formatInstant(to)}`);
        return asked.length > 1;
      },
      gone: async (from) => void gone.push(formatInstant(from)),
    };
    const before = Date.UTC(2021, 4, 20);
    expect(await dropUsageMonths(owner, before, dropping)).toEqual(["2021-04"]);
    expect(asked).toEqual([
      "2021-03-01T00:00:00Z 2021-04-01T00:00:00Z",
      "2021-04-01T00:00:00Z 2021-05-01T00:00:00Z",
    ]);
    expect(await dropUsageMonths(owner, before, dropping)).toEqual(["2021-03"]);
    expect(gone).toEqual(["2021-04-01T00:00:00Z", "2021-03-01T00:00:00Z"]);
    await owner.end();
    const left = [];
    for await (const { id } of events.read("acme", { customer: "months" })) left.push(id);
    expect(left).toEqual(["may"]);
    // The identity outlives the usage, so what was billed is not billed again.
    expect(
      await events.append("acme", [
        at("april", Date.UTC(2021, 3, 30)),
        at("april-2", Date.UTC(2021, 3, 30)),
      ]),
    ).toEqual(["duplicate", "accepted"]);
  });
});
