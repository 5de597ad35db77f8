import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DAY_MS, formatInstant } from "../time/instant.ts";
import { dropUsageMonths, pruneEventKeys } from "./retention.ts";
import { operationsEvent } from "./stored-events.fixture.ts";
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
    const mayGo = async (from: number, to: number): Promise<boolean> => {
      asked.push(`${formatInstant(from)} ${formatInstant(to)}`);
      return asked.length > 1;
    };
    const before = Date.UTC(2021, 4, 20);
    expect(await dropUsageMonths(owner, before, mayGo)).toEqual(["2021-04"]);
    expect(asked).toEqual([
      "2021-03-01T00:00:00Z 2021-04-01T00:00:00Z",
      "2021-04-01T00:00:00Z 2021-05-01T00:00:00Z",
    ]);
    expect(await dropUsageMonths(owner, before, mayGo)).toEqual(["2021-03"]);
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
