import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { UsageEvent } from "../metering/usage-event.ts";
import type { Meter } from "../model/meter.ts";
import { format } from "../money/decimal.ts";
import { createEventAppender } from "./event-append.ts";
import { type UsedWithin, usedWithin } from "./quota-usage.ts";
import { addTenant } from "./tenants.ts";
import { type TestDatabase, testDatabase } from "./test-database.fixture.ts";
import { adjustCounters, countMeters, noCounters, usageCounters } from "./usage-counters.ts";
import { verifyCounters } from "./verify-counters.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  await database.admin.query("select ensure_event_month('2026-01-01')");
});
afterAll(() => database.drop());

let tenants = 0;
async function newTenant(): Promise<string> {
  tenants += 1;
  const id = `counting-${tenants}`;
  await addTenant(database.store.pool, { id, name: id, createdAt: 0 });
  return id;
}

const calls: Meter = { event: "call", aggregation: { kind: "count" }, unit: "call" };
const tokens: Meter = {
  event: "call",
  aggregation: { kind: "sum", property: "tokens" },
  filter: { property: "model", equals: "large" },
  unit: "token",
};
const users: Meter = {
  event: "call",
  aggregation: { kind: "unique", property: "user" },
  unit: "user",
};
const meters = [calls, tokens, users];

const start = Date.UTC(2026, 0, 10);
const hourMs = 3_600_000;
const day = { from: start, to: start + 24 * hourMs };

const call = (id: string, more: Partial<UsageEvent> = {}): UsageEvent => ({
  id,
  source: "api",
  type: "call",
  customer: "c-1",
  time: start + hourMs,
  data: { tokens: "2.5", model: "large", user: "u-1" },
  ...more,
});

const count = (tenant: string, counted: readonly Meter[] = meters): Promise<void> =>
  database.store.withTenant(tenant, (tx) => countMeters(tx, counted));

const used = (
  tenant: string,
  asked: readonly UsedWithin[],
  customer = "c-1",
): Promise<readonly string[]> =>
  database.store.withTenant(tenant, async (tx) =>
    (await usedWithin(tx, customer, asked, await usageCounters(tx))).map(format),
  );

const usedThatDay = (tenant: string): Promise<readonly string[]> =>
  used(
    tenant,
    meters.map((meter) => ({ meter, ...day })),
  );

/** The same by reading the events, whatever is counted. */
const readThatDay = (tenant: string, asked: readonly UsedWithin[]): Promise<readonly string[]> =>
  database.store.withTenant(tenant, async (tx) =>
    (await usedWithin(tx, "c-1", asked, noCounters)).map(format),
  );

const received = () => () => start;

describe("counters of use", () => {
  it("begin with what was stored before, and are the same for meters that count alike", async () => {
    const tenant = await newTenant();
    const append = createEventAppender(database.store.pool);
    await append(tenant, [call("1"), call("2"), call("3", { customer: "c-2" })], received);
    await count(tenant);
    await count(tenant, [{ ...calls, unit: "request" }]);
    expect(await usedThatDay(tenant)).toEqual(["2", "5", "1"]);
    const { rows } = await database.admin.query(
      "select counter from counted_meters where tenant = $1",
      [tenant],
    );
    expect(rows).toHaveLength(2);
  });

  it("count what a writer appends that had not heard of them", async () => {
    const tenant = await newTenant();
    const append = createEventAppender(database.store.pool);
    await append(tenant, [call("1")], received);
    await count(tenant);
    await append(tenant, [call("2"), call("3", { data: { tokens: 1, model: "small" } })], received);
    await append(tenant, [call("4")], received);
    expect(await usedThatDay(tenant)).toEqual(["4", "7.5", "1"]);
  });

  it("count each identity once, within a batch and between batches", async () => {
    const tenant = await newTenant();
    await count(tenant);
    const append = createEventAppender(database.store.pool);
    await append(tenant, [call("1"), call("1"), call("2")], received);
    await append(tenant, [call("0"), call("2"), call("3")], received);
    await append(tenant, [call("3"), call("1", { time: start })], received);
    expect(await usedThatDay(tenant)).toEqual(["4", "10", "1"]);
  });

  it("miss nothing where many write while they begin", async () => {
    const tenant = await newTenant();
    const writers = [1, 2, 3].map(() => createEventAppender(database.store.pool));
    const writes = writers.flatMap((append, writer) =>
      Array.from({ length: 8 }, (_, at) =>
        append(tenant, [call(`${writer}-${at}`), call(`shared-${at}`)], received),
      ),
    );
    await Promise.all([...writes.slice(0, 12), count(tenant), ...writes.slice(12)]);
    expect(await usedThatDay(tenant)).toEqual(["32", "80", "1"]);
  });

  it("move with events that are taken back and replaced", async () => {
    const tenant = await newTenant();
    await count(tenant);
    const append = createEventAppender(database.store.pool);
    await append(tenant, [call("1"), call("2")], received);
    await database.store.withTenant(tenant, (tx) =>
      adjustCounters(tx, {
        removed: [call("1"), call("2")],
        added: [call("2", { data: { tokens: 40, model: "large", user: "u-1" } })],
      }),
    );
    expect((await usedThatDay(tenant)).slice(0, 2)).toEqual(["1", "40"]);
  });

  it("are counted anew by a verification, which names what differs", async () => {
    const tenant = await newTenant();
    await count(tenant);
    const append = createEventAppender(database.store.pool);
    await append(tenant, [call("1"), call("2", { time: start })], received);
    const verified = () => database.store.withTenant(tenant, verifyCounters, { readOnly: true });
    expect(await verified()).toEqual([]);
    await database.admin.query(
      "update usage_counters set quantity = 7 where tenant = $1 and quantity = 1 and bucket = $2",
      [tenant, new Date(start)],
    );
    expect(await verified()).toEqual([
      { subject: "c-1/2026-01-10T00:00", broken: "counter is 7, its events come to 1" },
    ]);
  });

  it("give what the events give, in any window", async () => {
    const tenant = await newTenant();
    await count(tenant);
    const append = createEventAppender(database.store.pool);
    const moment = fc.integer({ min: start, max: start + 3 * hourMs });
    const [events = []] = fc.sample(
      fc.array(fc.tuple(moment, fc.integer({ min: -5, max: 9 }), fc.boolean()), {
        minLength: 200,
        maxLength: 200,
      }),
      { seed: 7, numRuns: 1 },
    );
    await append(
      tenant,
      events.map(([time, amount, large], at) =>
        call(`${at}`, { time, data: { tokens: amount, model: large ? "large" : "small" } }),
      ),
      received,
    );
    const windows = fc.sample(fc.tuple(moment, moment), { seed: 8, numRuns: 60 });
    const asked = windows.flatMap(([one, other]) =>
      [calls, tokens].map((meter) => ({
        meter,
        from: Math.min(one, other),
        to: Math.max(one, other),
      })),
    );
    expect(await used(tenant, asked)).toEqual(await readThatDay(tenant, asked));
  });
});
