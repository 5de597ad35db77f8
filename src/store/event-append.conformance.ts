import { describe, expect, it } from "vitest";
import type { UsageEvent } from "../metering/usage-event.ts";
import { DAY_MS } from "../time/instant.ts";
import { dawn, operationsEvent, type StoreUnderTest } from "./stored-events.fixture.ts";

/** Registers the tests of what an event store takes in. */
export function describeAppend({ events, newTenant }: StoreUnderTest): void {
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

    it("says what it would answer, and stores nothing", async () => {
      const tenant = await newTenant();
      await events().append(tenant, [operationsEvent("a")]);
      const b = operationsEvent("b");
      const other = { data: { operations: 4 } };
      const asked = [operationsEvent("a"), operationsEvent("a", other), b, b, { ...b, ...other }];
      const answer = ["duplicate", "conflict", "accepted", "duplicate", "conflict"];
      expect(await events().verdicts(tenant, asked)).toEqual(answer);
      expect(await events().verdicts(tenant, [b])).toEqual(["accepted"]);
      expect(await events().verdicts(tenant, [])).toEqual([]);
      expect(await ids(tenant)).toEqual(["api/a"]);
      expect(await events().append(tenant, asked)).toEqual(answer);
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
}
