import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../test/property.ts";
import { expectOk } from "../fault/fault.ts";
import type { UsageEvent } from "../metering/usage-event.ts";
import { defineModel } from "../model/define-model.ts";
import type { Model } from "../model/model.ts";
import { add, decimalOf, format, zero } from "../money/decimal.ts";
import { type Money, usd } from "../money/money.ts";
import { capacity } from "../pricing/capacity.ts";
import { amountOff, percentOff } from "../pricing/discount.ts";
import { flat } from "../pricing/flat.ts";
import { graduated } from "../pricing/graduated.ts";
import { perUnit } from "../pricing/per-unit.ts";
import { spendLimits } from "../pricing/spend-limits.ts";
import { at, customer, inference, subscription } from "./account.fixture.ts";
import type { AccountFact, SubscriptionFact } from "./fact.ts";
import type { Invoice } from "./invoice.ts";
import { priceBooks } from "./price-book.ts";
import { replayAccounts } from "./replay.ts";

const base = defineModel({
  id: "metered",
  name: "Metered",
  version: "1",
  currency: "USD",
  streams: { usage: { name: "Usage" } },
  meters: {
    operations: {
      event: "inference",
      aggregation: { kind: "sum", property: "operations" },
      unit: "operation",
    },
    nodes: { event: "node-count", aggregation: { kind: "max", property: "nodes" }, unit: "node" },
  },
  features: {},
  plans: {
    plain: {
      name: "Plain",
      stream: "usage",
      charges: { operations: { meter: "operations", price: perUnit(usd(1)) } },
    },
    tiered: {
      name: "Tiered",
      stream: "usage",
      prices: { monthly: flat(usd(50)) },
      charges: {
        operations: {
          meter: "operations",
          included: 20,
          price: graduated([{ upTo: 100, unit: usd("0.37") }, { unit: usd("0.11") }]),
        },
        nodes: {
          meter: "nodes",
          price: capacity(usd(10), {
            reserved: 2,
            overUse: { rule: "bill", price: perUnit(usd(15)) },
          }),
        },
      },
      discounts: ["tenth", "welcome"],
    },
    least: {
      name: "Least",
      stream: "usage",
      charges: {
        operations: {
          meter: "operations",
          price: spendLimits({ minimum: usd(30), maximum: usd(300) }, perUnit(usd(1))),
        },
      },
    },
  },
  discounts: {
    tenth: { ...percentOff("10%", { reason: "promotional" }), appliesTo: "usage" },
    welcome: amountOff(usd(12), { reason: "promotional" }),
    third: percentOff("33%", { reason: "promotional" }),
  },
  discountOrder: ["tenth", "third", "welcome"],
  coupons: {
    third: { name: "Third", code: "THIRD", discount: "third", duration: { kind: "once" } },
  },
});

const withThreshold = (amount: Money<"USD"> | undefined): Model =>
  amount === undefined
    ? base
    : { ...base, invoicing: { trigger: { kind: "usage-threshold", amount } } };

const bought = (plan: string, more: Partial<SubscriptionFact> = {}) => {
  const { cadence: _, ...fact } = subscription({ plan, start: "2026-01-01", ...more });
  return fact;
};

function billed(
  amount: Money<"USD"> | undefined,
  facts: readonly AccountFact[],
  events: readonly UsageEvent[],
  until = "2026-06-20T00:00:00Z",
): readonly Invoice[] {
  const accounts = replayAccounts(expectOk(priceBooks([withThreshold(amount)])));
  for (const fact of [customer(), ...facts]) accounts.add(fact);
  const { replay, refused } = accounts.open();
  expect(refused).toEqual([]);
  for (const event of events) replay.addUsage(event);
  return [...replay.invoicesUntil(at(until))];
}

const shown = ({ issuedAt, lines, total }: Invoice): string =>
  `${issuedAt.slice(0, 16)} ${lines.map(({ id, amount }) => `${id} ${amount}`).join(", ")} = ${total}`;

describe("use that reaches a threshold", () => {
  const uses = [
    inference("e-1", "2026-01-03T12:00:00Z", 60),
    inference("e-2", "2026-01-05T12:00:00Z", 50),
    inference("e-3", "2026-01-20T12:00:00Z", 30),
  ];

  it("is billed at the next midnight, and the period's end bills the rest", () => {
    expect(billed(usd(100), [bought("plain")], uses, "2026-02-02T00:00:00Z").map(shown)).toEqual([
      "2026-01-06T00:00 s-1/operations/0/so-far/1 110.00 = 110.00",
      "2026-02-01T01:00 s-1/operations/0 30.00 = 30.00",
    ]);
  });

  it("is billed each time that it does, by the tiers of the whole period", () => {
    const bills = billed(usd(20), [bought("tiered")], uses, "2026-02-02T00:00:00Z");
    expect(bills.slice(1).map(shown)).toEqual([
      // 90 that are not included at 0.37, less a tenth.
      "2026-01-06T00:00 s-1/operations/0/so-far/1 29.97 = 29.97",
      expect.stringContaining("s-1/operations/0 "),
    ]);
    const [interim] = bills[1]?.lines ?? [];
    expect(interim).toMatchObject({
      kind: "usage",
      description: "Tiered: operations (so far)",
      quantity: "110",
      gross: "33.30",
      discounts: [{ id: "tenth", amount: "3.33" }],
      explanation: { events: 2 },
    });
  });

  it("does not count what is owed without any use", () => {
    expect(billed(usd(20), [bought("least")], [], "2026-01-31T00:00:00Z")).toEqual([]);
    expect(
      billed(usd(20), [bought("least")], uses.slice(0, 1), "2026-02-02T00:00:00Z").map(shown),
    ).toEqual([
      "2026-01-04T00:00 s-1/operations/0/so-far/1 30.00 = 30.00",
      "2026-02-01T01:00 s-1/operations/0 30.00 = 30.00",
    ]);
  });

  it("counts use when it came in, whenever it happened", () => {
    const late = uses.map((event) => ({ ...event, receivedAt: at("2026-01-25T08:00:00Z") }));
    expect(billed(usd(100), [bought("plain")], late, "2026-02-02T00:00:00Z").map(shown)).toEqual([
      "2026-01-26T00:00 s-1/operations/0/so-far/1 140.00 = 140.00",
    ]);
  });

  it("goes back where a correction follows", () => {
    const back = inference("e-4", "2026-01-22T12:00:00Z", -130);
    const bills = billed(usd(100), [bought("plain")], [...uses, back], "2026-02-02T00:00:00Z");
    expect(bills.map(({ kind, total }) => [kind, total])).toEqual([
      ["invoice", "110.00"],
      ["credit-note", "-100.00"],
    ]);
  });

  it("is billed at the midnights of the customer's zone", () => {
    const accounts = replayAccounts(expectOk(priceBooks([withThreshold(usd(100))])));
    for (const fact of [customer({ timeZone: "Asia/Tokyo" }), bought("plain")]) accounts.add(fact);
    const { replay } = accounts.open();
    for (const use of uses) replay.addUsage(use);
    const [first] = replay.invoicesUntil(at("2026-01-31T00:00:00Z"));
    expect(first?.issuedAt).toBe("2026-01-05T15:00:00Z");
  });
});

describe("whatever the threshold", () => {
  const drawn = fc.record({
    plan: fc.constantFrom("plain", "tiered", "least"),
    threshold: fc.constantFrom(1, 7, 20, 60, 200),
    start: fc.integer({ min: 1, max: 28 }),
    coupon: fc.boolean(),
    cancelled: fc.option(fc.integer({ min: 5, max: 120 }), { nil: undefined }),
    uses: fc.array(
      fc.record({
        hours: fc.integer({ min: 0, max: 150 * 24 }),
        late: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 30 * 24 })),
        operations: fc.oneof(
          { weight: 5, arbitrary: fc.integer({ min: 0, max: 90 }) },
          { weight: 1, arbitrary: fc.integer({ min: -40, max: 0 }) },
        ),
        nodes: fc.boolean(),
      }),
      { maxLength: 25 },
    ),
  });

  it("the documents come to the same, and each event stands on one line", () => {
    property(
      fc.property(drawn, ({ plan, threshold, start, coupon, cancelled, uses }) => {
        const day = `2026-01-${String(start).padStart(2, "0")}`;
        const from = at(`${day}T00:00:00Z`);
        const events = uses.map(({ hours, late, operations, nodes }, place): UsageEvent => {
          const time = from + hours * 3_600_000;
          const use = inference(`e-${place}`, "2026-01-01T00:00:00Z", operations);
          const receivedAt = time + late * 3_600_000;
          return nodes
            ? {
                ...use,
                time,
                receivedAt,
                type: "node-count",
                data: { nodes: Math.abs(operations) },
              }
            : { ...use, time, receivedAt };
        });
        const more = coupon && plan === "tiered" ? { coupons: ["THIRD"] } : {};
        const on = new Date(from + (cancelled ?? 0) * 86_400_000).toISOString().slice(0, 10);
        const facts: readonly AccountFact[] = [
          bought(plan, { start: day, ...more }),
          ...(cancelled === undefined
            ? []
            : [{ fact: "cancel", id: "x-1", customer: "c-1", subscription: "s-1", on } as const]),
        ];
        const [with_, without] = [
          billed(usd(threshold), facts, events),
          billed(undefined, facts, events),
        ];
        const totals = (bills: readonly Invoice[]) => {
          const lines = bills.flatMap((bill) => bill.lines);
          const sums = (value: (line: (typeof lines)[number]) => string) =>
            format(lines.reduce((sum, line) => add(sum, decimalOf(value(line))), zero));
          return {
            amount: sums(({ amount }) => amount),
            gross: sums(({ gross }) => gross),
            events: lines.reduce((sum, line) => sum + (line.explanation.events ?? 0), 0),
          };
        };
        expect(totals(with_)).toEqual(totals(without));
        for (const { lines } of with_)
          for (const { gross, amount, discounts } of lines) {
            const off = discounts.reduce((sum, one) => add(sum, decimalOf(one.amount)), zero);
            expect(format(add(decimalOf(amount), off))).toBe(format(decimalOf(gross)));
          }
      }),
      150,
    );
  });
});
