import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS } from "../time/instant.ts";
import { describeAppend } from "./event-append.conformance.ts";
import { describeCorrections } from "./event-corrections.conformance.ts";
import type { UnbilledScope } from "./event-store.ts";
import { describeUsage } from "./event-usage.conformance.ts";
import { dawn, operationsEvent, type StoreUnderTest } from "./stored-events.fixture.ts";

/** Registers the tests that every event store must pass. */
export function describeEventStore(store: StoreUnderTest): void {
  describeAppend(store);
  describeUsage(store);
  describeCorrections(store);
  describeLists(store);
}

/** Nothing may be too late: whoever asks to judge an event has made a mistake. */
const neverJudged: Pick<UnbilledScope, "judged" | "late" | "judge"> = {
  judged: new Map(),
  late: { graceMs: 1_000 * DAY_MS, lookBackMs: 1_000 * DAY_MS },
  judge: () => Promise.reject(new Error("there is nothing to judge")),
};

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
        ["inference", ["acme@1/team"]],
        ["training", []],
      ]);
      const found = await events().unbilled(tenant, { metered, ...neverJudged, limit: 10 });
      expect(found.map(({ id, reason }) => `${id} ${reason}`)).toEqual([
        "8 no-subscription",
        "1 unknown-customer",
        "2 no-subscription",
        "5 unknown-meter",
        "6 no-subscription",
        "4 no-subscription",
      ]);
      expect(await events().countUnbilled(tenant, { metered, ...neverJudged })).toBe(found.length);
      const paged = [];
      for (let after = found[-1]; ; ) {
        const page = await events().unbilled(tenant, {
          metered,
          ...neverJudged,
          limit: 2,
          ...(after === undefined ? {} : { after }),
        });
        paged.push(...page);
        after = page.at(-1);
        if (after === undefined) break;
      }
      expect(paged).toEqual(found);
    });

    it("finds what a look at each event finds, whoever subscribed to what and when", async () => {
      const hours = fc.integer({ min: -2, max: 4 });
      const bought = fc.record({
        product: fc.constantFrom("team", "solo"),
        from: hours,
        hours: fc.constantFrom(0, 1, 2, null),
      });
      const used = fc.record({
        of: fc.nat(4),
        hour: hours,
        type: fc.constantFrom("inference", "training"),
      });
      const metered = new Map([["inference", ["acme@1/team"]]]);
      const property = fc.asyncProperty(
        fc.array(fc.option(bought), { minLength: 2, maxLength: 4 }),
        fc.array(used, { maxLength: 12 }),
        async (customers, usage) => {
          const tenant = await newTenant();
          for (const [index, one] of customers.entries()) {
            const from = dawn + (one?.from ?? 0) * HOUR_MS;
            const to = one === null || one.hours === null ? null : from + one.hours * HOUR_MS;
            await addCustomer(tenant, `c-${index}`, one ? { ...one, from, to } : undefined);
          }
          const sent = usage.map(({ of, hour, type }, index) =>
            operationsEvent(`e-${index + 10}`, {
              customer: `c-${of}`,
              time: dawn + hour * HOUR_MS,
              type,
            }),
          );
          await events().append(tenant, sent);
          const reasonOf = ({ of, hour, type }: (typeof usage)[number]): string | null => {
            const one = customers[of];
            if (one === undefined) return "unknown-customer";
            if (type !== "inference") return "unknown-meter";
            const covers =
              one?.product === "team" &&
              one.from <= hour &&
              (one.hours === null || hour < one.from + one.hours);
            return covers ? null : "no-subscription";
          };
          const expected = usage
            .map((one, index) => ({ hour: one.hour, id: `e-${index + 10}`, reason: reasonOf(one) }))
            .filter(({ reason }) => reason !== null)
            .sort((left, right) => left.hour - right.hour || (left.id < right.id ? -1 : 1))
            .map(({ id, reason }) => `${id} ${reason}`);
          const scope = { metered, ...neverJudged };
          const found = await events().unbilled(tenant, { ...scope, limit: 20 });
          expect(found.map(({ id, reason }) => `${id} ${reason}`)).toEqual(expected);
          expect(await events().countUnbilled(tenant, scope)).toBe(expected.length);
        },
      );
      await fc.assert(property, { numRuns: 12 });
    });

    it("lets what came in late be judged, and lists what it is told among the others", async () => {
      const tenant = await newTenant();
      await addCustomer(tenant, "gone", { product: "team", from: dawn, to: dawn + DAY_MS });
      await addCustomer(tenant, "here", { product: "team", from: 0, to: null });
      const received = (id: string, customer: string, time: number, receivedAt: number) =>
        operationsEvent(id, { customer, time, receivedAt });
      await events().importHistory(tenant, [
        received("1", "gone", dawn + HOUR_MS, dawn + 2 * DAY_MS),
        received("2", "gone", dawn + 2 * HOUR_MS, dawn + DAY_MS + HOUR_MS),
        received("3", "gone", dawn + 3 * HOUR_MS, dawn + DAY_MS + HOUR_MS - 1),
        received("4", "here", dawn + 4 * HOUR_MS, dawn + 40 * DAY_MS),
        received("5", "here", dawn + 5 * HOUR_MS, dawn + 9 * DAY_MS),
        received("6", "here", dawn, dawn),
        received("7", "stranger", dawn + 7 * HOUR_MS, dawn + 90 * DAY_MS),
        ...Array.from({ length: 250 }, (_, index) =>
          received(`x${index}`, "here", dawn + 6 * HOUR_MS, dawn + 60 * DAY_MS),
        ),
      ]);
      const judged: string[] = [];
      const scope: UnbilledScope = {
        metered: new Map([["inference", ["acme@1/team"]]]),
        judged: new Map(),
        late: { graceMs: HOUR_MS, lookBackMs: 30 * DAY_MS },
        judge: async (suspects) =>
          suspects.map(({ id, customer, receivedAt, data }) => {
            expect(data).toEqual({ operations: 3 });
            expect(receivedAt).toBeGreaterThan(dawn + DAY_MS);
            judged.push(id);
            return id.startsWith("x") || customer === "stranger" ? undefined : "too-late";
          }),
      };
      const found = await events().unbilled(tenant, { ...scope, limit: 10 });
      expect(found.map(({ id, reason }) => `${id} ${reason}`)).toEqual([
        "1 too-late",
        "2 too-late",
        "4 too-late",
        "7 unknown-customer",
      ]);
      const own = new Set(judged.filter((id) => !id.startsWith("x")));
      expect([...own].sort()).toEqual(["1", "2", "4"]);
      expect(new Set(judged).size).toBe(253);
      expect(await events().countUnbilled(tenant, scope)).toBe(4);
      const [, second] = found;
      const rest = await events().unbilled(tenant, {
        ...scope,
        limit: 1,
        ...(second && { after: second }),
      });
      expect(rest).toEqual([found[2]]);
    });

    it("lets the meters tell of a type that a filter reads, and of none that surely counts", async () => {
      const tenant = await newTenant();
      await addCustomer(tenant, "small", { product: "team", from: dawn, to: dawn + DAY_MS });
      await addCustomer(tenant, "large", { product: "site", from: 0, to: null });
      const at = (id: string, customer: string, operations: number, time = dawn) =>
        operationsEvent(id, { customer, time, data: { operations } });
      await events().append(tenant, [
        at("1", "small", 9),
        at("2", "small", 3),
        at("3", "small", 9, dawn + DAY_MS),
        at("4", "small", 3, dawn + DAY_MS),
        at("5", "large", 3),
        at("6", "stranger", 3),
        ...Array.from({ length: 250 }, (_, index) => at(`x${index}`, "small", 3, dawn + HOUR_MS)),
      ]);
      const judged = new Set<string>();
      const scope: UnbilledScope = {
        ...neverJudged,
        metered: new Map([["inference", ["acme@1/site", "acme@1/team"]]]),
        judged: new Map([
          ["inference", new Map([["acme@1/team", { property: "operations", above: 5 }]])],
        ]),
        judge: async (suspects) =>
          suspects.map(({ id, data }) => {
            judged.add(id);
            if (id.startsWith("x")) return undefined;
            return Number(data.operations) > 5 ? "no-subscription" : "unknown-meter";
          }),
      };
      const found = await events().unbilled(tenant, { ...scope, limit: 10 });
      expect(found.map(({ id, reason }) => `${id} ${reason}`)).toEqual([
        "2 unknown-meter",
        "6 unknown-customer",
        "3 no-subscription",
        "4 unknown-meter",
      ]);
      expect(judged.size).toBe(253);
      expect(await events().countUnbilled(tenant, scope)).toBe(4);
      const paged = await events().unbilled(tenant, { ...scope, limit: 1 });
      expect(paged).toEqual(found.slice(0, 1));
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
