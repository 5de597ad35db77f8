import { describe, expect, it } from "vitest";
import { DAY_MS } from "../time/instant.ts";
import { describeAppend } from "./event-append.conformance.ts";
import { describeUsage } from "./event-usage.conformance.ts";
import { dawn, operationsEvent, type StoreUnderTest } from "./stored-events.fixture.ts";

/** Registers the tests that every event store must pass. */
export function describeEventStore(store: StoreUnderTest): void {
  describeAppend(store);
  describeUsage(store);
  describeLists(store);
}

function describeLists({ events, addCustomer, newTenant }: StoreUnderTest): void {
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
