import { describe, expect, it } from "vitest";
import { expectOk } from "../fault/fault.ts";
import type { Payment } from "../model/payment.ts";
import { findZone } from "../time/zone.ts";
import {
  type CustomerMethod,
  type DuePayment,
  orderOfMethods,
  unfitReason,
} from "./customer-method.ts";

const payment: Payment = {
  methods: {
    card: { kind: "card" },
    ach: { kind: "ach" },
    sepa: { kind: "sepa-debit" },
    wire: { kind: "bank-transfer" },
    ask: { kind: "card", automatic: false },
  },
  fallback: ["ach", "sepa", "card"],
};
const due: DuePayment = {
  currency: "USD",
  at: Date.UTC(2026, 3, 30, 23),
  zone: expectOk(findZone("Europe/Berlin")),
};

const method = (id: string, changes: Partial<CustomerMethod> = {}): CustomerMethod => ({
  id,
  provider: "stripe",
  reference: `pm_${id}`,
  customerReference: "cus_1",
  method: "card",
  kind: "card",
  label: id,
  isDefault: false,
  priority: 0,
  changedAt: 0,
  ...changes,
});

describe("a method is not charged", () => {
  const why = (changes: Partial<CustomerMethod>, at = due.at, currency = "USD") =>
    unfitReason(method("m", changes), payment, { ...due, at, currency });

  it("after the last month of a card, in the customer's zone", () => {
    // 30 April 23:00 UTC is 1 May in Berlin.
    expect(why({ expires: "2026-04" })).toBe("expired");
    expect(why({ expires: "2026-04" }, due.at - 3_600_001)).toBeUndefined();
    expect(why({ expires: "2026-12" })).toBeUndefined();
    expect(why({ expires: "2025-12" })).toBe("expired");
  });

  it("in a currency that its scheme does not have", () => {
    expect(why({ method: "ach", kind: "ach" }, due.at, "EUR")).toBe("wrong-currency");
    expect(why({ method: "sepa", kind: "sepa-debit" })).toBe("wrong-currency");
    expect(why({ method: "sepa", kind: "sepa-debit" }, due.at, "EUR")).toBeUndefined();
    expect(why({}, due.at, "XXX")).toBe("wrong-currency");
  });

  it("where the model does not say so, or it is gone or failing", () => {
    expect(why({ method: "paypal" })).toBe("not-in-model");
    expect(why({ method: "toString" })).toBe("not-in-model");
    expect(why({ method: "ach" })).toBe("not-in-model");
    expect(why({ method: "wire", kind: "bank-transfer" })).toBe("not-automatic");
    expect(why({ method: "ask" })).toBe("not-automatic");
    expect(why({ detachedAt: due.at })).toBe("detached");
    expect(why({ failingUntil: due.at + 1 })).toBe("failing");
    expect(why({ failingUntil: due.at })).toBeUndefined();
  });
});

describe("the order", () => {
  const ids = (methods: readonly CustomerMethod[], of = payment) =>
    orderOfMethods(methods, of, due).map(({ id }) => id);
  const all = [
    method("c2", { priority: 2 }),
    method("c1", { priority: 1 }),
    method("b", { method: "ach", kind: "ach" }),
    method("c0", { priority: 1 }),
  ];

  it("is the default, the model's fallback, the priority, the id", () => {
    expect(ids(all)).toEqual(["b", "c0", "c1", "c2"]);
    expect(ids([...all, method("mine", { isDefault: true, priority: 9 })])[0]).toBe("mine");
  });

  it("falls back on nothing that the model does not list", () => {
    const cardsOnly = { ...payment, fallback: ["card"] };
    expect(ids(all, cardsOnly)).toEqual(["c0", "c1", "c2"]);
    const bankDefault = [
      ...all.slice(0, 2),
      method("b", { method: "ach", kind: "ach", isDefault: true }),
    ];
    expect(ids(bankDefault, cardsOnly)).toEqual(["b", "c1", "c2"]);
    expect(ids(all, { methods: payment.methods })).toHaveLength(1);
  });
});
