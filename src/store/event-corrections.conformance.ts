import { describe, expect, it } from "vitest";
import { expectOk } from "../fault/fault.ts";
import type { EventCorrection } from "../metering/event-correction.ts";
import { foldEvents } from "../metering/fold-events.ts";
import { compileMeter } from "../metering/meter-fold.ts";
import type { UsageEvent } from "../metering/usage-event.ts";
import type { Aggregation, Meter } from "../model/meter.ts";
import { format } from "../money/decimal.ts";
import { seededRandom } from "../testing/random.ts";
import { DAY_MS, HOUR_MS, type Instant } from "../time/instant.ts";
import type { EventPlace, EventSearch, FoundEvent, UnbilledScope } from "./event-store.ts";
import { dawn, operationsEvent, type StoreUnderTest } from "./stored-events.fixture.ts";

const noFaults = () => [];
const later = Date.UTC(2100, 0, 1);
const month = { from: Date.UTC(2026, 0, 1), to: Date.UTC(2026, 1, 1) };

const voiding = (of: string, id = `void-${of}`): EventCorrection => ({
  id,
  kind: "void",
  of: { source: "api", id: of },
});
const replacing = (
  of: string,
  change: NonNullable<EventCorrection["change"]>,
  id = `replace-${of}`,
): EventCorrection => ({ ...voiding(of, id), kind: "replace", change });

const aggregations: readonly Aggregation[] = [
  { kind: "count" },
  { kind: "sum", property: "operations" },
  { kind: "max", property: "operations" },
  { kind: "min", property: "operations" },
  { kind: "latest", property: "operations" },
  { kind: "unique", property: "operations" },
  { kind: "percentile", property: "operations", percentile: 95 },
  { kind: "time-weighted-sum", property: "operations", per: "hour" },
];
const meterOf = (aggregation: Aggregation): Meter => ({
  event: "inference",
  aggregation,
  unit: "operation",
});
const operations = meterOf({ kind: "sum", property: "operations" });

/** What an event said, and until when, as a list that is read from anew. */
interface Said {
  readonly event: UsageEvent;
  readonly from: Instant;
  until: Instant;
}

/** Registers the tests of what an event store makes of corrections. */
export function describeCorrections({ events, newTenant, addCustomer }: StoreUnderTest): void {
  const correct = (tenant: string, ...corrections: readonly EventCorrection[]) =>
    events().correct(tenant, corrections, noFaults);
  const standing = async (tenant: string) => {
    const found: string[] = [];
    for await (const { id, customer, data } of events().read(tenant))
      found.push(`${id} ${customer} ${data.operations}`);
    return found.sort();
  };
  const sum = async (tenant: string, more: object = {}) => {
    const query = { key: "sum", customer: "c-1", meter: operations, ...month, ...more };
    const answer = (await events().aggregate(tenant, [query])).get("sum");
    const fold = expectOk(compileMeter(operations));
    const { quantity } = fold.finish((answer?.partial ?? fold.empty) as never, month);
    return format(quantity);
  };

  describe("correct", () => {
    it("takes a voided event out of every reading, and keeps it", async () => {
      const tenant = await newTenant();
      await events().append(tenant, [operationsEvent("a"), operationsEvent("b")]);
      expect(await correct(tenant, voiding("a"))).toMatchObject([{ status: "accepted" }]);
      expect(await standing(tenant)).toEqual(["b c-1 3"]);
      expect(await events().countEvents(tenant)).toBe(2);
      expect(await sum(tenant)).toBe("3");
      const query = { meter: operations, boundaries: [month.from, month.to] };
      expect(await events().windows(tenant, query)).toMatchObject([{ events: 1 }]);
      expect(await events().top(tenant, { meter: operations, ...month, limit: 5 })).toMatchObject([
        { customer: "c-1", events: 1 },
      ]);
      const known = await events().history(tenant, { source: "api", id: "a" });
      expect(known?.history).toMatchObject([{ event: operationsEvent("a") }]);
      expect(known?.history[0].withdrawnAt).toBe(known?.corrections[0]?.receivedAt);
      expect(known?.corrections).toMatchObject([voiding("a")]);
    });

    it("puts another content in an event's place, under its identity", async () => {
      const tenant = await newTenant();
      await events().append(tenant, [operationsEvent("a"), operationsEvent("b")]);
      const far = dawn + 90 * DAY_MS;
      await correct(
        tenant,
        replacing("a", { data: { operations: "7.5" } }),
        replacing("b", { customer: "c-2", time: far }),
      );
      expect(await standing(tenant)).toEqual(["a c-1 7.5", "b c-2 3"]);
      expect(await sum(tenant)).toBe("7.5");
      const known = await events().history(tenant, { source: "api", id: "b" });
      expect(known?.history.map(({ event }) => [event.customer, event.time])).toEqual([
        ["c-1", dawn],
        ["c-2", far],
      ]);
      expect(known?.history[1]?.correction).toBe("replace-b");
    });

    it("stores a property that the event had not, as something to tell usage apart by", async () => {
      const tenant = await newTenant();
      await events().append(tenant, [operationsEvent("a")]);
      await correct(tenant, replacing("a", { data: { operations: 3, region: "eu" } }));
      const query = { key: "by", customer: "c-1", meter: operations, ...month };
      const answers = await events().aggregate(tenant, [{ ...query, groupBy: ["region"] }]);
      expect(answers.get("by")?.partial).toMatchObject([[{ key: '["eu"]' }]]);
    });

    it("leaves what was known before as it was known", async () => {
      const tenant = await newTenant();
      await events().append(tenant, [operationsEvent("a")]);
      const [first] = await correct(tenant, replacing("a", { data: { operations: 5 } }, "x-1"));
      const [second] = await correct(tenant, voiding("a", "x-2"));
      if (first?.status !== "accepted" || second?.status !== "accepted") throw new Error("refused");
      const known = await events().history(tenant, { source: "api", id: "a" });
      const received = known?.history[0].event.receivedAt ?? 0;
      expect(received).toBeLessThan(first.receivedAt);
      expect(first.receivedAt).toBeLessThan(second.receivedAt);
      const at = (receivedBefore: Instant) => sum(tenant, { receivedBefore });
      expect(await at(received)).toBe("0");
      expect(await at(first.receivedAt)).toBe("3");
      expect(await at(second.receivedAt)).toBe("5");
      expect(await at(second.receivedAt + 1)).toBe("0");
    });

    it("answers each correction by its id and its event", async () => {
      const tenant = await newTenant();
      await events().append(tenant, [operationsEvent("a"), operationsEvent("b")]);
      const answers = await events().correct(
        tenant,
        [
          voiding("a", "x"),
          voiding("a", "x"),
          voiding("b", "x"),
          voiding("nobody"),
          { ...voiding("a", "y"), of: { source: "gateway", id: "a" } },
          replacing("b", { data: { operations: "many" } }, "bad"),
        ],
        ({ data }) =>
          data.operations === "many"
            ? [{ code: "not-a-number", path: "/data/operations", message: "many is no number" }]
            : [],
      );
      expect(answers.map(({ status }) => status)).toEqual([
        "accepted",
        "duplicate",
        "conflict",
        "unknown-event",
        "unknown-event",
        "rejected",
      ]);
      expect(answers[5]).toMatchObject({ faults: [{ path: "/with/data/operations" }] });
      const [again, other] = await correct(
        tenant,
        { ...voiding("a", "x"), reason: "said otherwise" },
        replacing("a", { data: {} }, "x"),
      );
      expect(again).toEqual({ ...answers[0], status: "duplicate" });
      expect(other).toEqual({ status: "conflict" });
      expect(await standing(tenant)).toEqual(["b c-1 3"]);
    });

    it("keeps the identity: the event sent again is a duplicate, and nothing else takes its place", async () => {
      const tenant = await newTenant();
      await events().append(tenant, [operationsEvent("a")]);
      await correct(tenant, voiding("a"));
      const other = operationsEvent("a", { data: { operations: 9 } });
      expect(await events().append(tenant, [operationsEvent("a"), other])).toEqual([
        "duplicate",
        "conflict",
      ]);
      expect(await standing(tenant)).toEqual([]);
      await correct(tenant, replacing("a", { data: { operations: 9 } }));
      expect(await standing(tenant)).toEqual(["a c-1 9"]);
    });

    it("sees no other tenant's events", async () => {
      const [one, two] = [await newTenant(), await newTenant()];
      await events().append(one, [operationsEvent("a")]);
      expect(await correct(two, voiding("a"))).toEqual([{ status: "unknown-event" }]);
      expect(await events().history(two, { source: "api", id: "a" })).toBeUndefined();
      expect(await standing(one)).toEqual(["a c-1 3"]);
    });

    it("finds the closed periods that lost an event, or that one was moved to", async () => {
      const tenant = await newTenant();
      await events().append(tenant, [operationsEvent("a"), operationsEvent("b")]);
      const probe = { customer: "c-1", type: "inference", receivedBefore: later };
      const january = { ...probe, ...month };
      const february = { ...probe, from: month.to, to: month.to + 28 * DAY_MS };
      const [{ receivedAt: since = 0 } = {}] = [
        (await events().history(tenant, { source: "api", id: "b" }))?.history[0].event ?? {},
      ];
      const late = async () => {
        const keys = await events().findLate(tenant, [
          { key: "january", ...january, receivedSince: since + 1 },
          { key: "february", ...february, receivedSince: since + 1 },
          { key: "before", ...january, receivedSince: 0, receivedBefore: since },
        ]);
        return [...keys].sort();
      };
      expect(await late()).toEqual([]);
      await correct(tenant, voiding("a"));
      expect(await late()).toEqual(["january"]);
      await correct(tenant, replacing("b", { time: month.to + HOUR_MS }));
      expect(await late()).toEqual(["february", "january"]);
    });

    it("lists no withdrawn event as unbilled, and what stands in its place", async () => {
      const tenant = await newTenant();
      await addCustomer(tenant, "known", { product: "team", from: 0, to: null });
      const ids = ["a", "b", "c"];
      await events().append(
        tenant,
        ids.map((id) => operationsEvent(id, { customer: "stranger" })),
      );
      await correct(tenant, voiding("a"), replacing("b", { customer: "known" }));
      const scope: UnbilledScope = {
        metered: new Map([["inference", ["acme@1/team"]]]),
        judged: new Map(),
        late: { graceMs: 30_000 * DAY_MS, lookBackMs: 1_000 * DAY_MS },
        judge: async (all) => all.map(() => undefined),
      };
      const found = await events().unbilled(tenant, { ...scope, limit: 10 });
      expect(found.map(({ id, reason }) => `${id} ${reason}`)).toEqual(["c unknown-customer"]);
      expect(await events().countUnbilled(tenant, scope)).toBe(1);
    });

    it("searches everything that events said, newest first, page by page", async () => {
      const tenant = await newTenant();
      const spans = [0, HOUR_MS, 3 * DAY_MS, 30 * DAY_MS, 300 * DAY_MS];
      const sent = spans.flatMap((ago, at) =>
        ["a", "b"].map((name) =>
          operationsEvent(`${name}${at}`, {
            time: dawn - ago,
            customer: `c-${1 + (at % 2)}`,
            data: { operations: at },
          }),
        ),
      );
      await events().append(tenant, [
        ...sent,
        operationsEvent("a0", { source: "gateway", type: "training" }),
      ]);
      await correct(tenant, voiding("a1"), replacing("a2", { data: { operations: 9 } }));
      const shown = ({ version, withdrawnBy }: FoundEvent) =>
        `${version.event.source}/${version.event.id} ${version.event.data.operations} ${withdrawnBy}`;
      const search = async (query: Partial<EventSearch>) =>
        (await events().search(tenant, { limit: 50, ...query })).map(shown);
      const whole = await search({});
      expect(whole).toEqual([
        "api/b0 0 null",
        "gateway/a0 3 null",
        "api/a0 0 null",
        "api/b1 1 null",
        "api/a1 1 void",
        "api/b2 2 null",
        "api/a2 9 null",
        "api/a2 2 replace",
        "api/b3 3 null",
        "api/a3 3 null",
        "api/b4 4 null",
        "api/a4 4 null",
      ]);
      const paged: string[] = [];
      for (let after: EventPlace | undefined; ; ) {
        const page = await events().search(tenant, { limit: 5, ...(after && { after }) });
        paged.push(...page.map(shown));
        const last = page.at(-1)?.version.event;
        if (last === undefined) break;
        after = { ...last, receivedAt: last.receivedAt ?? 0 };
      }
      expect(paged).toEqual(whole);
      expect(await search({ customer: "c-2" })).toEqual([
        "api/b1 1 null",
        "api/a1 1 void",
        "api/b3 3 null",
        "api/a3 3 null",
      ]);
      expect(await search({ types: ["training"] })).toEqual(["gateway/a0 3 null"]);
      expect(await search({ source: "gateway" })).toEqual(["gateway/a0 3 null"]);
      expect(await search({ id: "a0" })).toEqual(["gateway/a0 3 null", "api/a0 0 null"]);
      expect(await search({ id: "a0", types: ["inference"] })).toEqual(["api/a0 0 null"]);
      const range = { from: dawn - 30 * DAY_MS, to: dawn - 2 * DAY_MS };
      const within = ["api/b2 2 null", "api/a2 9 null", "api/a2 2 replace", "api/b3 3 null"];
      expect(await search(range)).toEqual([...within, "api/a3 3 null"]);
      expect(await search({ ...range, limit: 4 })).toEqual(within);
      const filter = { property: "operations", atLeast: 4 };
      expect(await search({ filter })).toEqual(["api/a2 9 null", "api/b4 4 null", "api/a4 4 null"]);
    });

    it("decides corrections of one event that come at the same time one after the other", async () => {
      const tenant = await newTenant();
      await events().append(tenant, [operationsEvent("a")]);
      await Promise.all(
        Array.from({ length: 8 }, (_, turn) =>
          correct(
            tenant,
            replacing("a", { data: { operations: turn } }, `x-${turn}`),
            voiding("a", `y-${turn}`),
          ),
        ),
      );
      const known = await events().history(tenant, { source: "api", id: "a" });
      expect(known?.corrections).toHaveLength(16);
      const receipts = known?.corrections.map(({ receivedAt }) => receivedAt) ?? [];
      expect(new Set(receipts).size).toBe(16);
      expect(known?.history.every(({ withdrawnAt }) => withdrawnAt !== undefined)).toBe(true);
      expect(await standing(tenant)).toEqual([]);
    });

    it("comes to what a slow reading comes to, for every aggregation and at every moment", async () => {
      const tenant = await newTenant();
      const random = seededRandom(28);
      const said: Said[] = [];
      const units = () => ({ operations: random.whole(1, 12) });
      const anyTime = () => month.from + random.whole(0, 30 * 24) * HOUR_MS;
      for (let round = 0; round < 12; round += 1) {
        const batch = Array.from({ length: 8 }, (_, index) =>
          operationsEvent(`e-${round}-${index}`, {
            customer: `c-${random.whole(1, 2)}`,
            time: anyTime(),
            data: units(),
          }),
        );
        await events().append(tenant, batch);
        for (const event of batch) {
          const known = await events().history(tenant, event);
          const from = known?.history[0].event.receivedAt ?? 0;
          said.push({ event, from, until: later });
        }
        const corrections = Array.from({ length: 5 }, (_, index): EventCorrection => {
          const { event } = said[random.whole(0, said.length - 1)] ?? {
            event: operationsEvent(""),
          };
          const id = `x-${round}-${index}`;
          if (random.whole(1, 2) === 1) return voiding(event.id, id);
          return replacing(
            event.id,
            random.whole(1, 3) === 1 ? { time: anyTime(), customer: "c-2" } : { data: units() },
            id,
          );
        });
        const answers = await correct(tenant, ...corrections);
        for (const [index, { of, change }] of corrections.entries()) {
          const answer = answers[index];
          if (answer?.status !== "accepted") throw new Error("a correction was refused");
          const last = said.findLast(({ event }) => event.id === of.id);
          if (last === undefined) throw new Error("its event is known");
          last.until = Math.min(last.until, answer.receivedAt);
          if (change !== undefined)
            said.push({
              event: { ...last.event, ...change },
              from: answer.receivedAt,
              until: later,
            });
        }
      }
      const moments = [...new Set(said.flatMap(({ from, until }) => [from, until]))].sort();
      const looked = [moments[3], moments[20], moments.at(-2), undefined];
      for (const aggregation of aggregations) {
        const meter = meterOf(aggregation);
        const fold = expectOk(compileMeter(meter));
        for (const customer of ["c-1", "c-2"]) {
          for (const receivedBefore of looked) {
            const before = receivedBefore ?? later;
            const known = said.filter(
              ({ event, from, until }) =>
                event.customer === customer && from < before && before <= until,
            );
            const wanted = foldEvents(
              fold,
              known.map(({ event }) => event),
            );
            const query = { key: "k", customer, meter, ...month };
            const answers = await events().aggregate(tenant, [
              receivedBefore === undefined ? query : { ...query, receivedBefore },
            ]);
            const partial = (answers.get("k")?.partial ?? fold.empty) as typeof wanted;
            const shown = (of: typeof wanted) => {
              const { quantity, events: count } = fold.finish(of, month);
              return `${aggregation.kind} ${format(quantity)} of ${count}`;
            };
            expect(shown(partial)).toBe(shown(wanted));
          }
        }
      }
    });
  });
}
