import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../test/property.ts";
import { decimal, decimalOf, format } from "../money/decimal.ts";
import { anyEvents } from "./any-events.fixture.ts";
import {
  type Allowance,
  type AllowancePartial,
  byTimeThenId,
  type EventFold,
  eventAllowance,
} from "./event-allowance.ts";
import type { Item } from "./price-kind.ts";

/** A fold that remembers what it was charged for, as `id: value`. */
const charges: EventFold<readonly string[]> = {
  empty: [],
  lift: ({ id, quantity }) => [`${id}: ${format(quantity)}`],
  merge: (left, right) => [...left, ...right].sort(),
};

const event = (id: string, time: number, value: string): Item => ({
  id,
  time,
  quantity: decimalOf(value),
});

function settled(allowance: Allowance, items: readonly Item[]) {
  const fold = eventAllowance(charges, allowance);
  return fold.settle(items.map(fold.lift).reduce(fold.merge, fold.empty));
}

describe("eventAllowance", () => {
  it("frees events by time, however they arrive", () => {
    const items = [event("c", 3, "30"), event("a", 1, "10"), event("b", 2, "20")];
    expect(settled({ events: 2 }, items)).toMatchObject({ charged: ["c: 30"], freeEvents: 2 });
    expect(settled({ value: decimal(15) }, items)).toMatchObject({
      charged: ["b: 15", "c: 30"],
      freeEvents: 1,
    });
  });

  it("charges corrections in full and gives them no part of the allowance", () => {
    const items = [event("a", 1, "-10"), event("b", 2, "20"), event("c", 3, "5")];
    expect(settled({ events: 1 }, items).charged).toEqual(["a: -10", "c: 5"]);
  });

  it("counts an event of no value as one of the free events", () => {
    const items = [event("a", 1, "0"), event("b", 2, "20")];
    expect(settled({ events: 1 }, items)).toMatchObject({ charged: ["b: 20"], freeEvents: 1 });
    expect(settled({ value: decimal(5) }, items).charged).toEqual(["b: 15"]);
  });

  it("frees nothing where the allowance is none", () => {
    const items = [event("a", 1, "0"), event("b", 2, "20")];
    expect(settled({ events: 0 }, items).charged).toEqual(["a: 0", "b: 20"]);
    expect(settled({ value: decimal(0) }, items).charged).toEqual(["a: 0", "b: 20"]);
  });

  it("treats events of one time and id alike in any order of arrival", () => {
    const twins = [event("a", 1, "10"), event("a", 1, "7")];
    expect(settled({ events: 1 }, twins).charged).toEqual(["a: 10"]);
    expect(settled({ events: 1 }, twins.toReversed()).charged).toEqual(["a: 10"]);
  });

  it("charges and frees all value between them", () => {
    const allowances = fc.record({
      events: fc.option(fc.integer({ min: 0, max: 6 }), { nil: undefined }),
      value: fc.integer({ min: 0, max: 300 }).map((n) => decimal(n)),
    });
    property(
      fc.property(allowances, anyEvents([0, 100]), (allowance, items) => {
        const { charged, freeValue } = settled(allowance, items);
        const values = charged.map((text) => text.slice(text.indexOf(" ") + 1));
        const cents = (text: string): bigint => {
          const [whole = "", digits = ""] = text.split(".");
          return BigInt(whole + digits.padEnd(6, "0"));
        };
        const all = items.map(({ quantity }) => cents(format(quantity)));
        const parts = [...values, format(freeValue)].map(cents);
        const total = (list: readonly bigint[]): bigint => list.reduce((a, b) => a + b, 0n);
        expect(total(parts)).toBe(total(all));
      }),
      300,
    );
  });
});

describe("the size of an allowance's partial", () => {
  const sizeOf = (partial: AllowancePartial<unknown>): number =>
    partial.runs.reduce((sum, run) => sum + run.items.length, 0);

  it("stays below twice what the allowance needs, in any order of arrival", () => {
    const orders: ((at: number) => number)[] = [
      (at) => at,
      (at) => -at,
      (at) => (at * 7_919) % 3_001,
      () => 0,
    ];
    const counted: EventFold<number> = { empty: 0, lift: () => 1, merge: (a, b) => a + b };
    for (const timeOf of orders) {
      const fold = eventAllowance(counted, { events: 50 });
      let partial = fold.empty;
      for (let at = 0; at < 3_000; at += 1) {
        partial = fold.merge(partial, fold.lift(event(`e${at}`, timeOf(at), "1")));
        expect(sizeOf(partial)).toBeLessThan(100);
      }
      expect(fold.settle(partial)).toMatchObject({ charged: 2_950, freeEvents: 50 });
    }
  });

  it("does not copy all kept events for each one added", () => {
    let comparisons = 0;
    const spied = (id: string, time: number): Item => ({
      id,
      quantity: decimal(1),
      get time() {
        comparisons += 1;
        return time;
      },
    });
    const fold = eventAllowance({ empty: 0, lift: () => 1, merge: Math.max }, { events: 100_000 });
    let partial = fold.empty;
    for (let at = 0; at < 4_096; at += 1)
      partial = fold.merge(partial, fold.lift(spied(`e${at}`, -at)));
    expect(comparisons).toBeLessThan(4_096 * 12 * 8);
  });
});

describe("byTimeThenId", () => {
  it("orders by time, then id by code unit, then value", () => {
    const items = [event("b", 2, "1"), event("a", 1, "2"), event("Z", 1, "1"), event("a", 1, "1")];
    const names = items.toSorted(byTimeThenId).map(({ id, quantity }) => id + format(quantity));
    expect(names).toEqual(["Z1", "a1", "a2", "b1"]);
  });
});
