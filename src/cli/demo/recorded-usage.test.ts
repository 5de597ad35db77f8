import { describe, expect, it } from "vitest";
import { civilFromDays } from "../../time/calendar.ts";
import { demoBusiness } from "./business.ts";
import { layOutUsage } from "./recorded-usage.ts";
import type { UsageRow } from "./usage-csv.ts";

const span = { from: Date.UTC(2026, 0, 1), days: 90, seed: 7 };
const customers = demoBusiness({ customers: 300, seed: 7, from: civilFromDays(20_454), days: 90 });
/** An hour of requests, of 100 to 2,000 operations. */
const rows: readonly UsageRow[] = Array.from({ length: 10_000 }, (_, index) => ({
  time: Date.UTC(2023, 10, 16, 18) + index * 360,
  data: { operations: 100 + ((index * 7_919) % 1_900) },
}));

const laid = (scale?: number) => layOutUsage(rows, customers, span, scale);
const eventsOf = (usage: ReturnType<typeof laid>) =>
  Array.from({ length: span.days }, (_, day) => usage.byDay(day)).flat();

describe("recorded usage", () => {
  it("comes whole, in its order, over all the days", () => {
    const events = eventsOf(laid());
    expect(events.map(({ id }) => id)).toEqual(rows.map((_, index) => `row-${index + 1}`));
    expect(events.map(({ time }) => time)).toEqual(events.map(({ time }) => time).sort());
    expect(events.at(-1)?.time.slice(0, 10)).toBe("2026-03-31");
    expect(laid().byDay(0).length).toBeGreaterThan(90);
  });

  it("is as large as the business, unless a scale is given", () => {
    const { scale, operations } = laid();
    expect(operations).toBe(rows.reduce((sum, { data }) => sum + (data.operations ?? 0), 0));
    const used = customers.reduce(
      (sum, { operationsPerMonth, joinsOnDay }) =>
        sum + (operationsPerMonth * (span.days - joinsOnDay)) / 30,
      0,
    );
    expect(Math.abs(scale * operations - used)).toBeLessThanOrEqual(operations / 2);
    const as = (times: number) => eventsOf(laid(times)).map(({ data }) => data.operations);
    expect(as(1)).toEqual(rows.map(({ data }) => data.operations));
    expect(as(1_000)).toEqual(rows.map(({ data }) => (data.operations ?? 0) * 1_000));
    const huge = layOutUsage(
      [{ time: 0, data: { operations: Number.MAX_SAFE_INTEGER } }],
      customers,
      span,
      1_000,
    );
    expect(huge.byDay(0)[0]?.data.operations).toBe("9007199254740991000");
  });

  it("comes mostly from managed inference, few customers sending most, past every tier's edge", () => {
    const monthly = new Map<string, number>();
    const byCustomer = new Map<string, number>();
    for (const { customer, time, data } of eventsOf(laid())) {
      const operations = Number(data.operations);
      const month = `${customer} ${time.slice(0, 7)}`;
      monthly.set(month, (monthly.get(month) ?? 0) + operations);
      byCustomer.set(customer, (byCustomer.get(customer) ?? 0) + operations);
    }
    const total = [...byCustomer.values()].reduce((sum, value) => sum + value, 0);
    const managed = new Set(
      customers
        .filter(({ customer }) => customer.segment === "managed-inference")
        .map(({ customer }) => customer.id),
    );
    const ofManaged = [...byCustomer].filter(([id]) => managed.has(id));
    const share = ofManaged.reduce((sum, [, value]) => sum + value, 0) / total;
    expect(share).toBeGreaterThan(0.6);
    const largest = [...byCustomer.values()].sort((left, right) => right - left).slice(0, 30);
    expect(largest.reduce((sum, value) => sum + value, 0) / total).toBeGreaterThan(0.5);
    const months = [...monthly.values()];
    for (const edge of [100_000_000, 1_000_000_000]) {
      expect(months.some((value) => value < edge)).toBe(true);
      expect(months.some((value) => value >= edge)).toBe(true);
    }
  });

  it("begins when somebody is there to send it, and nobody sends it where nobody meters", () => {
    const one = customers.find(
      ({ joinsOnDay, operationsPerMonth }) => joinsOnDay > 10 && operationsPerMonth > 0,
    );
    const usage = layOutUsage(rows, one === undefined ? [] : [one], span, 1);
    expect(eventsOf(usage)).toHaveLength(rows.length);
    const opening = span.from + (one?.joinsOnDay ?? 0) * 86_400_000;
    expect(Date.parse(eventsOf(usage)[0]?.time ?? "")).toBe(opening);
    expect(usage.sent).toBe(true);
    const licensees = customers.filter(({ operationsPerMonth }) => operationsPerMonth === 0);
    const unsent = layOutUsage(rows, licensees, span, undefined);
    expect([unsent.sent, eventsOf(unsent)]).toEqual([false, []]);
  });

  it("is drawn by seed, and only for customers who are there and meter something", () => {
    expect(eventsOf(laid())).toEqual(eventsOf(laid()));
    const other = layOutUsage(rows, customers, { ...span, seed: 8 }, undefined);
    expect(eventsOf(other)).not.toEqual(eventsOf(laid()));
    const known = new Map(customers.map((one) => [one.customer.id, one]));
    for (const { customer, time } of eventsOf(laid())) {
      const sender = known.get(customer);
      expect(sender?.operationsPerMonth).toBeGreaterThan(0);
      expect(Date.parse(time)).toBeGreaterThanOrEqual(
        span.from + (sender?.joinsOnDay ?? 0) * 86_400_000,
      );
    }
  });
});
