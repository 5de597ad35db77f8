import { describe, expect, it } from "vitest";
import type { UsageEvent } from "../metering/usage-event.ts";
import type { Meter } from "../model/meter.ts";
import { format } from "../money/decimal.ts";
import { DAY_MS, HOUR_MS } from "../time/instant.ts";
import type { EventStore } from "./event-store.ts";

/** An event store to put to the test, and a way to know its customers. */
export interface StoreUnderTest {
  readonly events: () => EventStore;
  /** Adds a customer, with a subscription to the product over the time where one is given. */
  readonly addCustomer: (
    tenant: string,
    id: string,
    subscription?: { readonly product: string; readonly from: number; readonly to: number | null },
  ) => Promise<void>;
  /** A tenant of its own for a test. */
  readonly newTenant: () => Promise<string>;
}

const dawn = Date.UTC(2026, 0, 5);

/** An event of customer c-1 with three operations. */
export const operationsEvent = (id: string, given: Partial<UsageEvent> = {}): UsageEvent => ({
  id,
  source: "api",
  type: "inference",
  customer: "c-1",
  time: dawn,
  data: { operations: 3 },
  ...given,
});

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
const month = { from: Date.UTC(2026, 0, 1), to: Date.UTC(2026, 1, 1) };

/** Registers the tests that every {@link EventStore} must pass. */
export function describeEventStore({ events, addCustomer, newTenant }: StoreUnderTest): void {
  const ids = async (tenant: string) => {
    const found: string[] = [];
    for await (const { source, id } of events().read(tenant)) found.push(`${source}/${id}`);
    return found.sort();
  };

  describe("append", () => {
    it("accepts an identity once, whatever its time, and says so for each event", async () => {
      const tenant = await newTenant();
      const first = operationsEvent("a");
      expect(await events().append(tenant, [first, operationsEvent("b")])).toEqual([
        "accepted",
        "accepted",
      ]);
      const again = [
        first,
        { ...first, time: dawn + 400 * DAY_MS },
        { ...first, data: { operations: 4 } },
        { ...first, customer: "c-2" },
        { ...first, type: "training" },
        { ...first, source: "gateway" },
        operationsEvent("c"),
      ];
      expect(await events().append(tenant, again)).toEqual([
        "duplicate",
        "duplicate",
        "conflict",
        "conflict",
        "conflict",
        "accepted",
        "accepted",
      ]);
      expect(await ids(tenant)).toEqual(["api/a", "api/b", "api/c", "gateway/a"]);
    });

    it("answers several of one identity in a batch as if they had come in turn", async () => {
      const tenant = await newTenant();
      const a = operationsEvent("a");
      const other = { ...a, data: { operations: 9 } };
      expect(await events().append(tenant, [a, a, other])).toEqual([
        "accepted",
        "duplicate",
        "conflict",
      ]);
      expect(await events().append(tenant, [other, a, other])).toEqual([
        "conflict",
        "duplicate",
        "conflict",
      ]);
      expect(await events().countEvents(tenant)).toBe(1);
    });

    it('takes the order of properties for no difference, and 5 and "5" for one', async () => {
      const tenant = await newTenant();
      const at = (data: UsageEvent["data"]) => operationsEvent("a", { data });
      expect(
        await events().append(tenant, [
          at({ x: 5, y: true }),
          at({ y: true, x: 5 }),
          at({ x: "5", y: true }),
        ]),
      ).toEqual(["accepted", "duplicate", "conflict"]);
    });

    it("gives back what it was given, to the letter", async () => {
      const tenant = await newTenant();
      const strange = operationsEvent('q"uo\\te{},\u{1f600}é', {
        source: "NULL",
        customer: "a,b}{",
        time: dawn + 123,
        receivedAt: dawn + 456,
        data: {
          'ke"y\\': 'va"l\\ue\n\t',
          tiny: 1e-7,
          big: 999999999999999,
          money: "12345678901234567890.123",
          yes: true,
          "": "",
        },
      });
      await events().importHistory(tenant, [strange]);
      const found = [];
      for await (const event of events().read(tenant)) found.push(event);
      expect(found).toEqual([strange]);
    });

    it("keeps the identities of two tenants apart", async () => {
      const [one, two] = [await newTenant(), await newTenant()];
      await events().append(one, [operationsEvent("a")]);
      expect(
        await events().append(two, [operationsEvent("a", { data: { operations: 1 } })]),
      ).toEqual(["accepted"]);
      expect(await events().countEvents(one)).toBe(1);
    });

    it("stores events of any time, near and far", async () => {
      const tenant = await newTenant();
      const times = [
        0,
        Date.UTC(1999, 11, 31),
        Date.UTC(2026, 0, 1) - 1,
        Date.UTC(2026, 0, 1),
        Date.UTC(2099, 11, 31),
        Date.UTC(2999, 0, 1),
      ];
      await events().append(
        tenant,
        times.map((time, index) => operationsEvent(`t${index}`, { time })),
      );
      const found = [];
      for await (const { time } of events().read(tenant)) found.push(time);
      expect(found).toEqual(times);
    });

    it("accepts an event once when many send it at the same time, in any order", async () => {
      const tenant = await newTenant();
      const batch = Array.from({ length: 200 }, (_, index) => operationsEvent(`e${index}`));
      const senders = Array.from({ length: 8 }, (_, turn) =>
        events().append(tenant, [...batch.slice(turn * 20), ...batch.slice(0, turn * 20)]),
      );
      const verdicts = (await Promise.all(senders)).flat();
      expect(verdicts.filter((verdict) => verdict === "accepted")).toHaveLength(batch.length);
      expect(verdicts.filter((verdict) => verdict === "duplicate")).toHaveLength(7 * batch.length);
      expect(await events().countEvents(tenant)).toBe(batch.length);
    });
  });

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

  describe("unbilled", () => {
    it("lists what no invoice will charge for, why, and page by page", async () => {
      const tenant = await newTenant();
      await addCustomer(tenant, "paying", { product: "team", from: dawn, to: dawn + DAY_MS });
      await addCustomer(tenant, "staying", { product: "team", from: dawn, to: null });
      await addCustomer(tenant, "guest");
      await addCustomer(tenant, "elsewhere", { product: "solo", from: 0, to: null });
      const at = (id: string, customer: string, time = dawn, type = "inference") =>
        operationsEvent(id, { customer, time, type });
      await events().append(tenant, [
        at("1", "stranger"),
        at("2", "guest"),
        at("3", "paying"),
        at("4", "paying", dawn + DAY_MS),
        at("5", "paying", dawn, "unmetered"),
        at("6", "elsewhere"),
        at("7", "staying", dawn + 300 * DAY_MS),
        at("8", "paying", dawn - 1),
      ]);
      const metered = new Map([
        ["inference", ["team"]],
        ["training", []],
      ]);
      const found = await events().unbilled(tenant, { metered, limit: 10 });
      expect(found.map(({ id, reason }) => `${id} ${reason}`)).toEqual([
        "8 no-subscription",
        "1 unknown-customer",
        "2 no-subscription",
        "5 unknown-meter",
        "6 no-subscription",
        "4 no-subscription",
      ]);
      expect(await events().countUnbilled(tenant, metered)).toBe(found.length);
      const paged = [];
      for (let after = found[-1]; ; ) {
        const page = await events().unbilled(tenant, {
          metered,
          limit: 2,
          ...(after === undefined ? {} : { after }),
        });
        paged.push(...page);
        after = page.at(-1);
        if (after === undefined) break;
      }
      expect(paged).toEqual(found);
    });
  });

  describe("read", () => {
    it("narrows by customer, type and time, in order of time and id, over many pages", async () => {
      const tenant = await newTenant();
      const batch = Array.from({ length: 12_000 }, (_, index) =>
        operationsEvent(`e${String(index).padStart(5, "0")}`, {
          time: dawn + (index % 7),
          customer: `c-${index % 3}`,
        }),
      );
      await events().append(tenant, batch);
      const found = [];
      for await (const event of events().read(tenant, {
        customer: "c-1",
        types: ["inference"],
        from: dawn + 1,
        to: dawn + 6,
      })) {
        found.push(`${event.time} ${event.id}`);
      }
      const expected = batch
        .filter(({ customer, time }) => customer === "c-1" && time > dawn && time < dawn + 6)
        .map(({ time, id }) => `${time} ${id}`)
        .sort();
      expect(found).toEqual(expected);
    });

    it("gives its connection back when the reader stops early", async () => {
      const tenant = await newTenant();
      await events().append(tenant, [operationsEvent("a"), operationsEvent("b")]);
      for (let turn = 0; turn < 30; turn += 1) {
        for await (const _ of events().read(tenant)) break;
      }
      expect(await events().countEvents(tenant)).toBe(2);
    });
  });
}
