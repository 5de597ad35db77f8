import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { propertySeed } from "../../test/property.ts";
import { expectOk } from "../fault/fault.ts";
import { foldEvents } from "../metering/fold-events.ts";
import { groupFold } from "../metering/group.ts";
import { compileMeter } from "../metering/meter-fold.ts";
import { anyEvents, dawn, event } from "../metering/usage-event.fixture.ts";
import type { UsageEvent } from "../metering/usage-event.ts";
import type { Aggregation, Filter, Meter } from "../model/meter.ts";
import { type Decimal, format } from "../money/decimal.ts";
import type { UsageQuery } from "./event-store.ts";
import { operationsEvent, type StoreUnderTest } from "./stored-events.fixture.ts";

/** Values at the edges of what a number is. */
const strangeEvents: readonly UsageEvent[] = [
  "0000000000000000000000000000000000000000000000000012.5",
  "99999999999999999999999999999999999999",
  "999999999999999999999999999999999999999",
  "0.000000000000000001",
  "0.0000000000000000001",
  `${"0".repeat(79)}1`,
  `${"0".repeat(80)}1`,
  "-0",
  "-0.5",
  "+1",
  "1.",
  ".5",
  "1e3",
  "1\n",
  "",
  1e-7,
  0.1,
  999999999999999,
  true,
].map((amount) => event({ amount, region: amount }, {}));

const aggregations: readonly Aggregation[] = [
  { kind: "count" },
  { kind: "sum", property: "amount" },
  { kind: "max", property: "amount" },
  { kind: "min", property: "amount" },
  { kind: "latest", property: "amount" },
  { kind: "unique", property: "region" },
  { kind: "percentile", property: "amount", percentile: 90 },
  { kind: "time-weighted-sum", property: "amount", per: "second" },
];

const filters: readonly (Filter | undefined)[] = [
  undefined,
  { property: "region", equals: "eu" },
  { property: "region", equals: "7" },
  { property: "region", equals: 7 },
  { property: "region", equals: true },
  { property: "region", equals: "0.0000001" },
  { property: "region", equals: "1e-7" },
  { property: "region", notEquals: "eu" },
  { property: "region", in: ["us", 7, false] },
  { property: "amount", above: 5, atMost: "150.25" },
  { property: "amount", atLeast: "-3", below: 100 },
  { property: "amount", notEquals: "1.50" },
  { property: "amount", notEquals: 1.5 },
  { property: "model", exists: true },
  { property: "model", exists: false },
  { property: "model", exists: false, equals: "small" },
  { property: "toString", exists: true },
  {
    any: [
      { property: "model", equals: "large" },
      {
        all: [
          { property: "region", equals: "us" },
          { property: "amount", above: 0 },
        ],
      },
    ],
  },
];

const meters: readonly Meter[] = aggregations.flatMap((aggregation) =>
  filters.map((filter) => ({
    event: "call",
    unit: "call",
    aggregation,
    ...(filter === undefined ? {} : { filter }),
  })),
);

const window = { from: dawn + 5, to: dawn + 70 };
const within = (events: readonly UsageEvent[]) =>
  events.filter(({ time }) => time >= window.from && time < window.to);

/** Registers the tests of what an event store adds up: that it is what the folds of src/metering give. */
export function describeAggregates({ events, newTenant }: StoreUnderTest): void {
  describe("aggregates", () => {
    let tenant = "";
    const customers = new Map<string, readonly UsageEvent[]>();
    beforeAll(async () => {
      tenant = await newTenant();
      const streams = fc.sample(anyEvents(60), { seed: propertySeed, numRuns: 25 });
      for (const [index, stream] of [...streams, strangeEvents].entries()) {
        const customer = `c-${index}`;
        customers.set(
          customer,
          stream.map((one) => ({ ...one, id: `${index}/${one.id}`, customer })),
        );
      }
      await events().append(tenant, [...customers.values()].flat());
    });

    it("keeps apart meters that one scan answers, and the periods that one customer has", async () => {
      const mixed = (index: number, type: string, amount: number): UsageEvent =>
        event({ amount }, { id: `mixed-${index}`, type, customer: "mixed", at: 10 * index });
      await events().append(tenant, [
        mixed(0, "call", 1),
        mixed(1, "chat", 20),
        mixed(2, "call", 300),
        mixed(3, "mail", 4_000),
        mixed(4, "chat", 50_000),
      ]);
      const sum = (type: string): Meter => ({
        event: type,
        unit: type,
        aggregation: { kind: "sum", property: "amount" },
      });
      const asked = (key: string, type: string, from: number, to: number): UsageQuery => ({
        key,
        customer: "mixed",
        meter: sum(type),
        from: dawn + from,
        to: dawn + to,
        receivedBefore: Date.UTC(2100, 0),
      });
      const answers = await events().aggregate(tenant, [
        asked("calls", "call", 0, 50),
        asked("chats", "chat", 0, 50),
        asked("calls again", "call", 0, 50),
        asked("early calls", "call", 0, 20),
        asked("early chats", "chat", 0, 20),
        asked("early mails", "mail", 0, 20),
        asked("letters", "letter", 0, 50),
      ]);
      const totals = [...answers].map(([key, { partial }]) => [
        key,
        format((partial as { total: Decimal }).total),
      ]);
      expect(Object.fromEntries(totals)).toEqual({
        calls: "301",
        chats: "50020",
        "calls again": "301",
        "early calls": "1",
        "early chats": "20",
      });
    });

    it("comes to what the meter's fold does, for every aggregation and filter", async () => {
      const queries: UsageQuery[] = meters.flatMap((meter, index) =>
        [...customers.keys()].map((customer) => ({
          key: `${index} ${customer}`,
          customer,
          meter,
          ...window,
        })),
      );
      const answers = await events().aggregate(tenant, queries);
      let compared = 0;
      for (const { key, customer, meter } of queries) {
        const fold = expectOk(compileMeter(meter));
        const partial = foldEvents(fold, within(customers.get(customer) ?? []));
        const shown = (of: typeof partial) => {
          const { quantity, events, unmeasured } = fold.finish(of, window);
          return { key, quantity: format(quantity), events, unmeasured };
        };
        const answer = answers.get(key);
        if (partial.events + partial.unmeasured === 0) {
          expect([key, answer]).toEqual([key, undefined]);
        } else {
          expect(shown((answer?.partial ?? fold.empty) as typeof partial)).toEqual(shown(partial));
          compared += 1;
        }
      }
      expect(compared).toBeGreaterThan(1_000);
    });

    it("comes to what the fold of groups does", async () => {
      const groupBys = [["region"], ["region", "model"], ["amount"], []];
      const queries: UsageQuery[] = meters.flatMap((meter, index) =>
        groupBys.flatMap((groupBy) =>
          [...customers.keys()].map((customer) => ({
            key: `${index} ${groupBy} ${customer}`,
            customer,
            meter,
            groupBy,
            ...window,
          })),
        ),
      );
      const answers = await events().aggregate(tenant, queries);
      for (const { key, customer, meter, groupBy = [] } of queries) {
        const compiled = expectOk(compileMeter(meter));
        const fold = { accepts: compiled.accepts, ...groupFold(compiled, groupBy) };
        const shown = (partial: typeof fold.empty) => ({
          key,
          groups: [...fold.finish(partial, window)].map(([group, reading]) => [
            group,
            { ...reading, quantity: format(reading.quantity) },
          ]),
        });
        const expected = shown(foldEvents(fold, within(customers.get(customer) ?? [])));
        expect(shown((answers.get(key)?.partial ?? fold.empty) as typeof fold.empty)).toEqual(
          expected,
        );
      }
    });

    it("merges with partials of events that it has not seen", async () => {
      const [meter] = meters.filter(({ aggregation }) => aggregation.kind === "sum");
      if (meter === undefined) throw new Error("there is a sum");
      const fold = expectOk(compileMeter(meter));
      const [[customer, stream] = ["", []]] = customers;
      const answers = await events().aggregate(tenant, [
        { key: "stored", customer, meter, from: dawn, to: dawn + 1_000 },
      ]);
      const more = event({ amount: "0.125" });
      const partial = fold.merge(
        answers.get("stored")?.partial as typeof fold.empty,
        fold.lift(more),
      );
      const expected = foldEvents(fold, [...stream, more]);
      expect(format(fold.finish(partial, window).quantity)).toBe(
        format(fold.finish(expected, window).quantity),
      );
    });

    it("gives events to the query's own fold, all of them once, over many pages", async () => {
      const batch = Array.from({ length: 11_000 }, (_, index) =>
        operationsEvent(`own-${index}`, {
          customer: `own-${index % 2}`,
          data: { operations: index },
        }),
      );
      await events().append(tenant, batch);
      const meter: Meter = { event: "inference", aggregation: { kind: "count" }, unit: "call" };
      const fold = {
        empty: 0,
        accepts: () => true,
        lift: ({ data }: UsageEvent) => Number(data.operations),
        merge: (left: number, right: number) => left + right,
      };
      const month = { from: 0, to: Date.UTC(2027, 0, 1) };
      const answers = await events().aggregate(tenant, [
        { key: "even", customer: "own-0", meter, fold: fold as never, ...month },
        { key: "odd", customer: "own-1", meter, fold: fold as never, ...month },
      ]);
      expect(answers.get("even")?.partial).toBe(5_500 * 5_499);
      expect(answers.get("odd")?.partial).toBe(5_500 * 5_500);
    });

    it("asks each key once", async () => {
      const [meter] = meters;
      if (meter === undefined) throw new Error("there are meters");
      const query = { key: "twice", customer: "c-1", meter, ...window };
      await expect(events().aggregate(tenant, [query, query])).rejects.toThrow(/asked once/);
    });
  });
}
