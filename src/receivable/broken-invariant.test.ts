import { expect, it } from "vitest";
import { brokenInvariant } from "./broken-invariant.ts";
import { forgetClosed } from "./forget-closed.ts";
import {
  at,
  having,
  invoiced,
  nobodyOwes,
  openOf,
  paid,
  refusedWith,
} from "./receivables.fixture.ts";
import type { OpenItem, Receivables } from "./receivables.ts";

const sound = having([
  invoiced("INV-1", "100.00"),
  invoiced("INV-2", "50.00"),
  paid("P-1", "120.00", "INV-1"),
  { kind: "write-off", id: "W-1", invoice: "INV-2", amount: "10.00" },
]).state;

const item = (change: Partial<OpenItem>): Receivables => ({
  ...sound,
  items: sound.items.map((one) => (one.invoice === "INV-2" ? { ...one, ...change } : one)),
});
const settlement = (id: string, change: object): Receivables => ({
  ...sound,
  settlements: sound.settlements.map((one) => (one.id === id ? { ...one, ...change } : one)),
});

it.each<[string, Receivables, string | undefined]>([
  ["a sound state", sound, undefined],
  ["nothing", nobodyOwes, undefined],
  ["more open than the total leaves", item({ open: "20.01" }), "not its total"],
  ["less than nothing open", item({ open: "-1.00" }), "less than nothing"],
  ["closed while open", item({ closedAt: 1 }), "closed exactly when"],
  ["credit out of nowhere", settlement("P-1", { unapplied: "5.00" }), "add up to its amount"],
  ["credit below zero", settlement("P-1", { unapplied: "-1.00" }), "below zero"],
  [
    "more refunded than paid",
    settlement("P-1", { amount: "120.00", refunds: [{ id: "R", amount: "0.01" }] }),
    "add up to its amount",
  ],
  [
    "more disputed than paid",
    settlement("P-1", { disputes: [{ id: "D", amount: "120.01", provider: "s", status: "open" }] }),
    "given back or disputed",
  ],
  [
    "more recovered than given up",
    settlement("W-1", { recoveries: [{ id: "V", amount: "10.01" }] }),
    "recovered than was written off",
  ],
  ["an item twice", { ...sound, items: [...sound.items, ...sound.items] }, "twice"],
  ["an item that is gone", { ...sound, items: sound.items.slice(1) }, "which is not there"],
])("%s", (_, state, rule) => {
  if (rule === undefined) expect(brokenInvariant(state)).toBeUndefined();
  else expect(brokenInvariant(state)).toContain(rule);
});

it("forgets what is over, and keeps what it had paid of an invoice that is still open", () => {
  const before = having([
    invoiced("INV-1", "100.00"),
    invoiced("INV-2", "50.00"),
    paid("P-1", "120.00"),
  ]).state;
  const less = forgetClosed(before, at("2026-06-01"));
  expect(less.settlements).toEqual([]);
  expect(openOf(less)).toEqual({ "INV-2": "30.00" });
  expect(less.items[0]?.forgotten).toBe("20.00");
  expect(brokenInvariant(less)).toBeUndefined();
  const refund = { kind: "refund", id: "R", payment: "P-1", amount: "1.00" } as const;
  expect(refusedWith(less, refund)).toEqual(["unknown-payment"]);
  expect(forgetClosed(before, at("2026-01-10"))).toEqual(before);
});
