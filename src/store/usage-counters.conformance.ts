import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { UsageEvent } from "../metering/usage-event.ts";
import type { Meter } from "../model/meter.ts";
import { format } from "../money/decimal.ts";
import { countMeters } from "./count-meters.ts";
import { type UsedWithin, usedWithin } from "./quota-usage.ts";
import type { Tx } from "./tenant.ts";
import { addTenant } from "./tenants.ts";
import type { TestDatabase } from "./test-database.fixture.ts";
import { adjustCounters, noCounters, usageCounters } from "./usage-counters.ts";
import { verifyCounters } from "./verify-counters.ts";

let tenants = 0;

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

/** Registers the tests of what is counted as events come in, and of what an event store says for it. */
export function describeCounters(database: () => TestDatabase): void {
  const newTenant = async (): Promise<string> => {
    tenants += 1;
    const id = `counting-${process.pid}-${tenants}`;
    await addTenant(database().store.pool, { id, name: id, createdAt: 0 });
    return id;
  };
  const count = (tenant: string, counted: readonly Meter[] = meters): Promise<void> =>
    database().store.withTenant(tenant, (tx) =>
      countMeters(tx, counted, database().store.events.upkeep),
    );

  const reading = (tx: Tx) => ({ tx, events: database().store.events.within(tx) });

  const used = (
    tenant: string,
    asked: readonly UsedWithin[],
    customer = "c-1",
  ): Promise<readonly string[]> =>
    database().store.withTenant(tenant, async (tx) =>
      (await usedWithin(reading(tx), customer, asked, await usageCounters(tx))).map(format),
    );

  const usedThatDay = (tenant: string): Promise<readonly string[]> =>
    used(
      tenant,
      meters.map((meter) => ({ meter, ...day })),
    );

  /** The same by reading the events, whatever is counted. */
  const readThatDay = (tenant: string, asked: readonly UsedWithin[]): Promise<readonly string[]> =>
    database().store.withTenant(tenant, async (tx) =>
      (await usedWithin(reading(tx), "c-1", asked, noCounters)).map(format),
    );

  const verified = (tenant: string) =>
    database().store.withTenant(
      tenant,
      (tx) => verifyCounters(tx, database().store.events.upkeep),
      { readOnly: true },
    );

  const append = (tenant: string, events: readonly UsageEvent[]) =>
    database().store.events.append(tenant, events);

  describe("counters of use", () => {
    it("begin with what was stored before, and are the same for meters that count alike", async () => {
      const tenant = await newTenant();
      await append(tenant, [call("1"), call("2"), call("3", { customer: "c-2" })]);
      await count(tenant);
      await count(tenant, [{ ...calls, unit: "request" }]);
      expect(await usedThatDay(tenant)).toEqual(["2", "5", "1"]);
      const { rows } = await database().admin.query(
        "select counter from counted_meters where tenant = $1",
        [tenant],
      );
      expect(rows).toHaveLength(2);
    });

    it("count what a writer appends that had not heard of them", async () => {
      const tenant = await newTenant();
      await append(tenant, [call("1")]);
      await count(tenant);
      await append(tenant, [call("2"), call("3", { data: { tokens: 1, model: "small" } })]);
      await append(tenant, [call("4")]);
      expect(await usedThatDay(tenant)).toEqual(["4", "7.5", "1"]);
    });

    it("count each identity once, within a batch and between batches", async () => {
      const tenant = await newTenant();
      await count(tenant);
      await append(tenant, [call("1"), call("1"), call("2")]);
      await append(tenant, [call("0"), call("2"), call("3")]);
      await append(tenant, [call("3"), call("1", { time: start })]);
      expect(await usedThatDay(tenant)).toEqual(["4", "10", "1"]);
    });

    it("miss nothing where many write while they begin", async () => {
      const tenant = await newTenant();
      const writes = [1, 2, 3].flatMap((writer) =>
        Array.from({ length: 8 }, (_, at) =>
          append(tenant, [call(`${writer}-${at}`), call(`shared-${at}`)]),
        ),
      );
      await Promise.all([...writes.slice(0, 12), count(tenant), ...writes.slice(12)]);
      expect(await usedThatDay(tenant)).toEqual(["32", "80", "1"]);
    });

    it("move with events that are taken back and replaced", async () => {
      const tenant = await newTenant();
      await count(tenant);
      await append(tenant, [call("1"), call("2")]);
      await database().store.withTenant(tenant, (tx) =>
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
      await append(tenant, [call("1"), call("2", { time: start })]);
      await append(tenant, [call("3", { customer: "c-3" })]);
      expect(await verified(tenant)).toEqual([]);
      await database().admin.query(
        "update usage_counters set quantity = 7 where tenant = $1 and quantity = 1 and bucket = $2",
        [tenant, new Date(start)],
      );
      await database().admin.query(
        `insert into usage_counters (tenant, customer, counter, bucket, quantity)
         select tenant, customer, counter, bucket, 5 from unnest(array['c-0', 'c-2', 'c-4']) as customer,
           (select distinct tenant, counter, bucket from usage_counters
            where tenant = $1 and quantity = 7) as wrong`,
        [tenant],
      );
      await database().admin.query(
        "delete from usage_counters where tenant = $1 and customer = 'c-3' and quantity = 1",
        [tenant],
      );
      const of = (customer: string, at: string, counter: number, events: number) => ({
        subject: `${customer}/2026-01-10T${at}`,
        broken: `counter is ${counter}, its events come to ${events}`,
      });
      expect(await verified(tenant)).toEqual([
        of("c-0", "00:00", 5, 0),
        of("c-1", "00:00", 7, 1),
        of("c-2", "00:00", 5, 0),
        of("c-3", "01:00", 0, 1),
        of("c-4", "00:00", 5, 0),
      ]);
    });

    it("give what the events give, in any window", async () => {
      const tenant = await newTenant();
      await count(tenant);
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
      expect(await verified(tenant)).toEqual([]);
    });

    it("say what a window would come to with an event that is not stored yet", async () => {
      const tenant = await newTenant();
      const read = ["unique", "max", "min", "latest"] as const;
      const asked = read.map((kind): UsedWithin => {
        const aggregation = { kind, property: kind === "unique" ? "user" : "tokens" };
        return { meter: { ...calls, aggregation }, ...day };
      });
      const next = (at: number) =>
        call(`n-${at}`, {
          time: start + at * hourMs,
          data: { tokens: (at * 7) % 5, user: `u-${at % 3}` },
        });
      const foreseen = (event: UsageEvent) =>
        database().store.withTenant(tenant, async (tx) =>
          (await usedWithin(reading(tx), "c-1", asked, noCounters, event)).map(format),
        );
      for (const event of [9, 3, 4, 1, 23, 24, 30].map(next)) {
        const wanted = await foreseen(event);
        await append(tenant, [event]);
        expect([event.id, ...(await used(tenant, asked))]).toEqual([event.id, ...wanted]);
      }
    });

    it("are looked at for whoever was heard of", async () => {
      const tenant = await newTenant();
      const heard = (since: number) =>
        database().store.withTenant(tenant, (tx) =>
          database().store.events.within(tx).customersHeardOf(since),
        );
      await append(tenant, [call("1", { customer: "c-2" }), call("2")]);
      const [last] = await database().store.events.search(tenant, { limit: 1 });
      const receivedAt = last?.version.event.receivedAt ?? 0;
      expect(await heard(receivedAt)).toEqual(["c-1", "c-2"]);
      expect(await heard(receivedAt + 1)).toEqual([]);
    });
  });
}
