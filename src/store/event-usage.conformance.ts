import { describe, expect, it } from "vitest";
import { expectOk } from "../fault/fault.ts";
import { foldEvents } from "../metering/fold-events.ts";
import { compileMeter } from "../metering/meter-fold.ts";
import type { Meter } from "../model/meter.ts";
import { add, format, zero } from "../money/decimal.ts";
import { DAY_MS, HOUR_MS } from "../time/instant.ts";
import { dawn, operationsEvent, type StoreUnderTest } from "./stored-events.fixture.ts";

const operations: Meter = {
  event: "inference",
  aggregation: { kind: "sum", property: "operations" },
  unit: "operation",
};
const peak: Meter = { ...operations, aggregation: { kind: "max", property: "operations" } };
const stock: Meter = {
  event: "stored",
  aggregation: { kind: "time-weighted-sum", property: "gb", per: "hour" },
  unit: "GB-hour",
};
/** What a database adds up itself. */
const aggregations: readonly Meter["aggregation"][] = [
  { kind: "count" },
  { kind: "sum", property: "operations" },
  { kind: "max", property: "operations" },
  { kind: "min", property: "operations" },
];
const month = { from: Date.UTC(2026, 0, 1), to: Date.UTC(2026, 1, 1) };

/** Registers the tests of what an event store says was used. */
export function describeUsage({ events, newTenant }: StoreUnderTest): void {
  describe("aggregate", () => {
    it("counts what falls into the period and was received in time", async () => {
      const tenant = await newTenant();
      const receivedAt = month.to + HOUR_MS;
      await events().importHistory(tenant, [
        operationsEvent("first", { time: month.from, receivedAt: month.from }),
        operationsEvent("last", { time: month.to - 1, receivedAt: receivedAt - 1 }),
        operationsEvent("late", { time: month.to - 1, receivedAt }),
        operationsEvent("next", { time: month.to, receivedAt: month.to }),
        operationsEvent("other", { customer: "c-2", receivedAt: month.from }),
        operationsEvent("else", { type: "training", receivedAt: month.from }),
      ]);
      const query = { customer: "c-1", meter: operations, ...month };
      const answers = await events().aggregate(tenant, [
        { key: "in time", ...query, receivedBefore: receivedAt },
        { key: "all", ...query },
        { key: "none", ...query, customer: "c-3" },
      ]);
      expect([...answers.keys()].sort()).toEqual(["all", "in time"]);
      expect(answers.get("in time")).toMatchObject({
        partial: { events: 2, unmeasured: 0 },
        lastReceivedAt: receivedAt - 1,
      });
      expect(answers.get("all")).toMatchObject({
        partial: { events: 3 },
        lastReceivedAt: receivedAt,
      });
    });

    it("finds the closed periods that a late event reached", async () => {
      const tenant = await newTenant();
      const closed = month.to + HOUR_MS;
      await events().importHistory(tenant, [
        operationsEvent("in time", { receivedAt: closed - 1 }),
        operationsEvent("late", { customer: "c-2", receivedAt: closed }),
      ]);
      const probe = {
        type: "inference",
        ...month,
        receivedSince: closed,
        receivedBefore: closed + DAY_MS,
      };
      const late = await events().findLate(tenant, [
        { key: "one", customer: "c-1", ...probe },
        { key: "two", customer: "c-2", ...probe },
        { key: "before", customer: "c-2", ...probe, receivedBefore: closed },
        { key: "type", customer: "c-2", ...probe, type: "training" },
      ]);
      expect([...late]).toEqual(["two"]);
    });
  });

  describe("windows and top", () => {
    it("reads each window, empty ones too, and one customer or all", async () => {
      const tenant = await newTenant();
      await events().append(tenant, [
        operationsEvent("1", { time: dawn, data: { operations: "1.5" } }),
        operationsEvent("2", { time: dawn + HOUR_MS - 1, data: { operations: 2 } }),
        operationsEvent("3", {
          time: dawn + 2 * HOUR_MS,
          customer: "c-2",
          data: { operations: 4 },
        }),
        operationsEvent("4", { time: dawn + 3 * HOUR_MS, data: { operations: 8 } }),
      ]);
      const boundaries = [0, 1, 2, 3].map((hours) => dawn + hours * HOUR_MS);
      const shown = async (meter: Meter, customer?: string) =>
        (
          await events().windows(tenant, {
            meter,
            boundaries,
            ...(customer === undefined ? {} : { customer }),
          })
        ).map(({ quantity, events: count }) => `${format(quantity)} of ${count}`);
      expect(await shown(operations)).toEqual(["3.5 of 2", "0 of 0", "4 of 1"]);
      expect(await shown(operations, "c-1")).toEqual(["3.5 of 2", "0 of 0", "0 of 0"]);
      const [first] = await events().windows(tenant, { meter: operations, boundaries });
      expect(first).toMatchObject({ from: dawn, to: dawn + HOUR_MS });
    });

    it("is of all customers what the fold makes of each one's events, added up", async () => {
      const tenant = await newTenant();
      const values = [5, "2.50", -3, "none", null, 0];
      const stored = Array.from({ length: 36 }, (_, index) =>
        operationsEvent(`of-all-${index}`, {
          customer: `c-${index % 3}`,
          time: dawn + ((index * 7) % 4) * HOUR_MS,
          data: { operations: values[(index * 5) % 7] ?? index },
        }),
      );
      await events().append(tenant, stored);
      const boundaries = [0, 1, 2, 3].map((hours) => dawn + hours * HOUR_MS);
      for (const aggregation of aggregations) {
        const meter: Meter = { ...operations, aggregation };
        const fold = expectOk(compileMeter(meter));
        for (const window of await events().windows(tenant, { meter, boundaries })) {
          const readings = ["c-0", "c-1", "c-2"].map((customer) => {
            const own = stored.filter(
              (event) =>
                event.customer === customer && event.time >= window.from && event.time < window.to,
            );
            return fold.finish(foldEvents(fold, own), window);
          });
          expect(format(window.quantity)).toBe(
            format(readings.reduce((sum, { quantity }) => add(sum, quantity), zero)),
          );
          expect(window.events).toBe(readings.reduce((sum, one) => sum + one.events, 0));
        }
      }
    });

    it("adds up what each customer's peak is", async () => {
      const tenant = await newTenant();
      await events().append(tenant, [
        operationsEvent("1", { data: { operations: 5 } }),
        operationsEvent("2", { data: { operations: 7 } }),
        operationsEvent("3", { customer: "c-2", data: { operations: 6 } }),
      ]);
      const [day] = await events().windows(tenant, {
        meter: peak,
        boundaries: [dawn, dawn + DAY_MS],
      });
      expect(format(day?.quantity ?? { coefficient: -1, scale: 0 })).toBe("13");
    });

    it("holds a value over windows until the next event", async () => {
      const tenant = await newTenant();
      const stored = (id: string, hours: number, gb: number, customer = "c-1") =>
        operationsEvent(id, {
          type: "stored",
          customer,
          time: dawn + hours * HOUR_MS,
          data: { gb },
        });
      await events().append(tenant, [
        stored("1", 0, 10),
        stored("2", 2.5, 4),
        stored("3", 1, 1, "c-2"),
      ]);
      const boundaries = [0, 1, 2, 3, 4].map((hours) => dawn + hours * HOUR_MS);
      const windows = await events().windows(tenant, { meter: stock, boundaries });
      expect(windows.map(({ quantity }) => format(quantity))).toEqual(["10", "11", "8", "5"]);
      const top = await events().top(tenant, {
        meter: stock,
        from: dawn,
        to: dawn + 4 * HOUR_MS,
        limit: 1,
      });
      expect(top.map(({ customer, quantity }) => `${customer} ${format(quantity)}`)).toEqual([
        "c-1 31",
      ]);
    });

    it("lists the largest customers first, equal ones by id", async () => {
      const tenant = await newTenant();
      await events().append(tenant, [
        operationsEvent("1", { customer: "c", data: { operations: 5 } }),
        operationsEvent("2", { customer: "a", data: { operations: 5 } }),
        operationsEvent("3", { customer: "b", data: { operations: 3 } }),
        operationsEvent("4", { customer: "b", data: { operations: 3 } }),
        operationsEvent("5", { customer: "d", data: { operations: 1 } }),
      ]);
      const top = await events().top(tenant, { meter: operations, ...month, limit: 3 });
      expect(
        top.map(({ customer, quantity, events: count }) => [customer, format(quantity), count]),
      ).toEqual([
        ["b", "6", 2],
        ["a", "5", 1],
        ["c", "5", 1],
      ]);
    });
  });
}
